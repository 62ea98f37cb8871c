package io.millrace.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import org.junit.jupiter.api.Test;

class LoopsExplainedTest {
    private static final ClassLoader LOADER = LoopsExplainedTest.class.getClassLoader();

    private static JobGraph deltaLoop() {
        return ExplainedTypesTest.graphOf(() -> {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            DataSet<Tuple2<Integer, Integer>> begin = env.fromElements(Tuple2.of(1, 1));
            DataSet<Tuple2<Integer, Integer>> edges = env.fromElements(Tuple2.of(1, 2));
            DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop =
                    begin.iterateDelta(begin, 10, 0).name("components");
            DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                    .join(edges)
                    .where(0)
                    .equalTo(0)
                    .with((label, edge) -> Tuple2.of(edge.f1, label.f1))
                    .join(loop.getSolutionSet())
                    .where(0)
                    .equalTo(0)
                    .with((candidate, old) -> candidate);
            loop.closeWith(changes, changes).collect();
        });
    }

    private static JobGraph bulkLoop() {
        return ExplainedTypesTest.graphOf(() -> {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            DataSet<Long> constant = env.generateSequence(1, 3);
            IterativeDataSet<Long> loop = env.generateSequence(1, 10).iterate(3);
            loop.closeWith(loop.union(constant)
                            .coGroup(constant)
                            .where(number -> number)
                            .equalTo(number -> number)
                            .with((some, others, out) -> some.forEach(out::collect)))
                    .collect();
        });
    }

    @Test
    void tellsWhatChangesInADeltaLoopWhatDoesNotAndHowThatIsKept() {
        String text = GraphText.text(deltaLoop(), LOADER);
        assertThat(text.lines())
                .anyMatch(line -> line.startsWith("Loop 'components': head "))
                .anyMatch(line -> line.contains(
                        "begins the loop 'components', kept as solution set: index by key in managed memory, spills"))
                .anyMatch(line -> line.endsWith("constant in the loop 'components', kept as hash table, built once"))
                .anyMatch(line -> line.endsWith("changing in the loop 'components'"))
                .anyMatch(line -> line.endsWith("fed back in the loop 'components'"))
                .anyMatch(line -> line.endsWith("result of the loop 'components'"));
    }

    @Test
    void tellsHowABulkLoopKeepsConstantInputs() {
        assertThat(
                        GraphText.text(bulkLoop(), LOADER)
                                .lines()
                                .filter(
                                        line -> line.endsWith(
                                                "constant in the loop 'Bulk Iteration', kept as records, read again in each superstep")))
                .as("of the union and of the coGroup")
                .hasSize(2);
    }

    @Test
    void tellsTheSameInJson() {
        assertThat(GraphText.json(deltaLoop(), LOADER))
                .contains("\"name\" : \"components\"")
                .contains("\"part\" : \"constant\"")
                .contains("\"keptAs\" : \"hash table, built once\"")
                .contains("\"part\" : \"feedback\"");
    }
}
