package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.testing.MiniClusterResourceConfiguration;
import io.millrace.testing.MiniClusterWithClientResource;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Loops whose subtasks are in three TaskManagers, beside plain loops of the language. */
class LoopsOverTaskManagersTest {
    private static final MiniClusterWithClientResource CLUSTER =
            new MiniClusterWithClientResource(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(3)
                    .setNumberSlotsPerTaskManager(2)
                    .build());

    @BeforeAll
    static void start() {
        CLUSTER.before();
    }

    @AfterAll
    static void end() {
        CLUSTER.after();
    }

    private static ExecutionEnvironment env(int parallelism) {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        return env;
    }

    @ParameterizedTest
    @Seeds(20)
    void findComponentsByADeltaLoop(long seed) throws Exception {
        Random random = new Random(seed);
        int vertices = 2 + random.nextInt(200);
        List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
        int[] label = IntStream.range(0, vertices).toArray();
        for (int i = random.nextInt(2 * vertices); i >= 0; i--) {
            int from = random.nextInt(vertices);
            int to = random.nextInt(vertices);
            pairs.add(Tuple2.of(from, to));
            pairs.add(Tuple2.of(to, from));
        }
        for (int i = 0; i < vertices; i++) {
            for (Tuple2<Integer, Integer> pair : pairs) {
                label[pair.f1] = Math.min(label[pair.f1], label[pair.f0]);
            }
        }
        ExecutionEnvironment env = env(1 + random.nextInt(6));
        DataSet<Tuple2<Integer, Integer>> edges = env.fromCollection(pairs);
        DataSet<Tuple2<Integer, Integer>> labels = env.fromCollection(IntStream.range(0, vertices)
                .mapToObj(vertex -> Tuple2.of(vertex, vertex))
                .toList());
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop = labels.iterateDelta(labels, 1000, 0);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .join(edges)
                .where(0)
                .equalTo(0)
                .with((known, edge) -> Tuple2.of(edge.f1, known.f1))
                .groupBy(0)
                .min(1)
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((candidate, old, out) -> {
                    if (candidate.f1 < old.f1) {
                        out.collect(candidate);
                    }
                });
        List<Tuple2<Integer, Integer>> result = loop.closeWith(changes, changes).collect();
        assertThat(sorted(result))
                .isEqualTo(sorted(IntStream.range(0, vertices)
                        .mapToObj(vertex -> Tuple2.of(vertex, label[vertex]))
                        .toList()));
    }

    @Test
    void sumUpByABulkLoopThatReadsAConstantInput() throws Exception {
        ExecutionEnvironment env = env(6);
        DataSet<Tuple2<Long, Long>> steps =
                env.generateSequence(0, 99).map(id -> Tuple2.of(id, id)).returns(Types.TUPLE(Types.LONG, Types.LONG));
        IterativeDataSet<Tuple2<Long, Long>> loop = steps.iterate(25);
        DataSet<Tuple2<Long, Long>> result = loop.closeWith(loop.join(steps)
                .where(0)
                .equalTo(0)
                .with((sum, step) -> Tuple2.of((sum.f0 + 1) % 100, sum.f1 + step.f1))
                .returns(Types.TUPLE(Types.LONG, Types.LONG)));
        long expected = LongStream.range(0, 100).sum() * 26;
        assertThat(result.collect().stream().mapToLong(sum -> sum.f1).sum()).isEqualTo(expected);
    }
}
