package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.accumulators.ListAccumulator;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import io.millrace.taskmanager.worker.TaskRunnerOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops whose data is many times what managed memory holds: all is on disk, and the results are the same. */
class SmallMemoryLoopsTest {
    private static final int VERTICES = 6_000;

    @TempDir
    Path directory;

    /** Each operator has sixteen pages in any case. */
    private ExecutionEnvironment env(String memory) {
        Configuration little = new Configuration();
        little.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.parse(memory));
        little.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"));
        little.set(TaskRunnerOptions.TMP_DIRS, directory.toString());
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(little);
        env.setParallelism(2);
        return env;
    }

    /** Passes records on, and says at the end of each superstep what for there are spill files. */
    private static final class SpillFiles extends RichMapFunction<Tuple2<Integer, String>, Tuple2<Integer, String>> {
        private final String directory;
        private final ListAccumulator<String> seen = new ListAccumulator<>();

        SpillFiles(Path directory) {
            this.directory = directory.toString();
        }

        @Override
        public void open(OpenContext openContext) {
            getRuntimeContext().addAccumulator("files", seen);
        }

        @Override
        public Tuple2<Integer, String> map(Tuple2<Integer, String> record) {
            return record;
        }

        @Override
        public void close() {
            for (File attempt : listed(new File(directory))) {
                for (File file : listed(attempt)) {
                    seen.add(file.getName().replaceAll("-[0-9]+$", ""));
                }
            }
        }

        // A directory may be gone by now.
        private static File[] listed(File directory) {
            File[] files = directory.listFiles();
            return files == null ? new File[0] : files;
        }
    }

    private static List<Object> filesOf(ExecutionEnvironment env) {
        return env.getLastJobExecutionResult().getAccumulatorResult("files");
    }

    /** A vertex and a text, so that records are of several lengths. */
    private static Tuple2<Integer, String> labelled(int vertex, int label) {
        return Tuple2.of(vertex, "component " + label);
    }

    private static int label(Tuple2<Integer, String> record) {
        return Integer.parseInt(record.f1.substring("component ".length()));
    }

    /** Stars of ten vertices, whose centers are not their smallest. */
    private static List<Tuple2<Integer, Integer>> stars() {
        List<Tuple2<Integer, Integer>> edges = new ArrayList<>();
        for (int v = 0; v < VERTICES; v++) {
            int center = v / 10 * 10 + 5;
            edges.add(Tuple2.of(v, center));
            edges.add(Tuple2.of(center, v));
        }
        return edges;
    }

    private static List<String> components() {
        return sorted(IntStream.range(0, VERTICES)
                .mapToObj(v -> labelled(v, v / 10 * 10))
                .toList());
    }

    private static List<Tuple2<Integer, String>> labels() {
        return IntStream.range(0, VERTICES).mapToObj(v -> labelled(v, v)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "256kb", "1mb"})
    void findsComponentsWithASolutionSetAndAWorksetOnDisk(String memory) throws Exception {
        ExecutionEnvironment env = env(memory);
        DataSet<Tuple2<Integer, String>> labels = env.fromCollection(labels());
        DeltaIteration<Tuple2<Integer, String>, Tuple2<Integer, String>> loop = labels.iterateDelta(labels, 100, 0);
        DataSet<Tuple2<Integer, String>> changes = loop.getWorkset()
                .map(new SpillFiles(directory))
                .join(env.fromCollection(stars()))
                .where(0)
                .equalTo(0)
                .with((label, edge) -> Tuple2.of(edge.f1, label.f1))
                .groupBy(0)
                .reduce((a, b) -> label(a) <= label(b) ? a : b)
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((candidate, old, out) -> {
                    if (label(candidate) < label(old)) {
                        out.collect(candidate);
                    }
                });
        assertThat(sorted(loop.closeWith(changes, changes).collect())).isEqualTo(components());
        // In the largest of these memories the solution set, in pages, has room.
        assertThat(filesOf(env)).contains("loop-constant", "queue");
        assertThat(filesOf(env).contains("solution-set")).isEqualTo(!memory.equals("1mb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "256kb"})
    void coGroupsWithASolutionSetOnDisk(String memory) throws Exception {
        ExecutionEnvironment env = env(memory);
        DataSet<Tuple2<Integer, String>> labels = env.fromCollection(labels());
        DeltaIteration<Tuple2<Integer, String>, Tuple2<Integer, String>> loop = labels.iterateDelta(labels, 100, 0);
        DataSet<Tuple2<Integer, String>> spread = loop.getWorkset()
                .map(new SpillFiles(directory))
                .coGroup(env.fromCollection(stars()))
                .where(0)
                .equalTo(0)
                .with((some, edges, out) -> spread(some, edges, out));
        DataSet<Tuple2<Integer, String>> changes = loop.getSolutionSet()
                .coGroup(spread)
                .where(0)
                .equalTo(0)
                .with((old, candidates, out) -> smallest(old, candidates, out));
        assertThat(sorted(loop.closeWith(changes, changes).collect())).isEqualTo(components());
        assertThat(filesOf(env)).contains("solution-set", "loop-constant");
    }

    private static void spread(
            Iterable<Tuple2<Integer, String>> labels,
            Iterable<Tuple2<Integer, Integer>> edges,
            Collector<Tuple2<Integer, String>> out) {
        for (Tuple2<Integer, String> label : labels) {
            for (Tuple2<Integer, Integer> edge : edges) {
                out.collect(Tuple2.of(edge.f1, label.f1));
            }
        }
    }

    private static void smallest(
            Iterable<Tuple2<Integer, String>> old,
            Iterable<Tuple2<Integer, String>> candidates,
            Collector<Tuple2<Integer, String>> out) {
        Tuple2<Integer, String> kept = old.iterator().next();
        int vertex = kept.f0;
        int before = label(kept);
        int smallest = before;
        for (Tuple2<Integer, String> each : candidates) {
            smallest = Math.min(smallest, label(each));
        }
        if (smallest < before) {
            out.collect(labelled(vertex, smallest));
        }
    }

    @ParameterizedTest
    @EnumSource(JoinHint.class)
    void joinsAPartialSolutionWithAConstantInputOnDisk(JoinHint hint) throws Exception {
        ExecutionEnvironment env = env("256kb");
        IterativeDataSet<Tuple2<Integer, String>> loop =
                env.fromCollection(labels()).iterate(3);
        DataSet<Tuple2<Integer, String>> next = loop.map(new SpillFiles(directory))
                .join(env.fromCollection(stars()), hint)
                .where(0)
                .equalTo(0)
                .with((label, edge) -> Tuple2.of(edge.f1, label.f1))
                .union(loop)
                .groupBy(0)
                .reduce((a, b) -> label(a) <= label(b) ? a : b);
        assertThat(sorted(loop.closeWith(next).collect())).isEqualTo(components());
        assertThat(filesOf(env)).contains("loop-constant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "256kb"})
    void sortsGroupsCrossesAndUnitesOnDisk(String memory) throws Exception {
        ExecutionEnvironment env = env(memory);
        DataSet<Tuple2<Integer, String>> constant = env.fromCollection(labels());
        IterativeDataSet<Tuple2<Integer, String>> loop =
                env.fromCollection(labels()).iterate(3);
        DataSet<Tuple2<Integer, String>> twice = loop.union(constant);
        DataSet<Tuple2<Integer, String>> outer = twice.distinct()
                .groupBy(0)
                .sortGroup(1, Order.ASCENDING)
                .reduceGroup((Iterable<Tuple2<Integer, String>> group, Collector<Tuple2<Integer, String>> out) ->
                        out.collect(group.iterator().next()))
                .rightOuterJoin(constant)
                .where(0)
                .equalTo(0)
                .with((some, still) -> some == null ? still : some);
        DataSet<Tuple2<Integer, String>> crossed = outer.sortPartition(1, Order.DESCENDING)
                .mapPartition((Iterable<Tuple2<Integer, String>> part, Collector<Tuple2<Integer, String>> out) ->
                        part.forEach(out::collect))
                .cross(env.fromElements(1, 2))
                .with((some, number) -> number == 1 ? some : Tuple2.of(some.f0 + VERTICES, some.f1));
        DataSet<Tuple2<Integer, String>> result = loop.closeWith(
                crossed.filter(record -> record.f0 < VERTICES), crossed.filter(record -> record.f0 >= VERTICES));
        assertThat(sorted(result.collect())).isEqualTo(sorted(labels()));
    }
}
