package io.millrace.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExplainedTypesTest {
    private static final ClassLoader LOADER = ExplainedTypesTest.class.getClassLoader();

    /** The graph of the first job of a program. */
    static JobGraph graphOf(ThrowingCallable program) {
        List<JobGraph> graphs = new ArrayList<>();
        ExecutionContext context = new ExecutionContext(
                new Configuration(),
                Optional.of((graph, settings, loader, results) -> {
                    graphs.add(graph);
                    throw new IllegalStateException("only explained");
                }),
                Optional.empty());
        try (ExecutionContext.Scope scope = context.enter()) {
            assertThatThrownBy(program).hasStackTraceContaining("only explained");
        }
        return graphs.get(0);
    }

    private static final class Split implements FlatMapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            for (String word : line.split(" ")) {
                out.collect(Tuple2.of(word, 1));
            }
        }
    }

    @Test
    void tellsTheTypesOfAWordCount() {
        JobGraph graph = graphOf(() -> ExecutionEnvironment.getExecutionEnvironment()
                .fromElements("to be or not to be")
                .flatMap(new Split())
                .groupBy(0)
                .sum(1)
                .collect());
        String text = GraphText.text(graph, LOADER);
        assertThat(text.lines()).anyMatch(line -> line.equals("      of Java Tuple2<String, Integer>"));
        assertThat(text).doesNotContain("Fory");
        assertThat(GraphText.json(graph, LOADER))
                .contains("\"type\" : \"Java Tuple2<String, Integer>\"")
                .contains("\"generic\" : [ ]");
    }

    /** No POJO: it has no constructor without arguments. */
    public static final class Odd {
        private final int number;

        Odd(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    @Test
    void tellsWhereClassesGoThatNothingDescribes() {
        JobGraph graph = graphOf(() -> ExecutionEnvironment.getExecutionEnvironment()
                .fromElements(1, 2)
                .map(number -> Tuple2.of(List.of(new Odd(number)), new Odd[0]))
                .returns(new TypeHint<Tuple2<List<Odd>, Odd[]>>() {})
                .rebalance()
                .map(pair -> pair.f0.get(0).number())
                .returns(Integer.class)
                .collect());
        assertThat(GraphText.text(graph, LOADER).lines())
                .anyMatch(line -> line.endsWith(
                        "in which Apache Fory writes " + Odd.class.getName() + ", as nothing describes it better"));
        assertThat(GraphText.json(graph, LOADER)).contains("\"generic\" : [ \"" + Odd.class.getName() + "\" ]");
    }
}
