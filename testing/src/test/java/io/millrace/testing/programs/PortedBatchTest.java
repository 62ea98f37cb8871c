package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.RichMapPartitionFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.operators.SemanticProperties;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.NumberSequenceIterator;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.LocalCollectionOutputFormat;
import io.millrace.dataset.io.ParallelIteratorInputFormat;
import io.millrace.dataset.operators.CustomUnaryOperation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch programs in rarer words of the API. */
@Timeout(120)
@SuppressWarnings("deprecation")
class PortedBatchTest {
    @TempDir
    Path folder;

    /** What each subtask has: its number, and its records in the order of their text. */
    private static final class Parts<T> extends RichMapPartitionFunction<T, Tuple2<Integer, T>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<T> values, Collector<Tuple2<Integer, T>> out) {
            int part = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            values.forEach(value -> out.collect(Tuple2.of(part, value)));
        }
    }

    private static <T> List<List<T>> parts(DataSet<T> data, int count) throws Exception {
        List<List<T>> parts = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> parts.add(new ArrayList<>()));
        for (Tuple2<Integer, T> record : data.mapPartition(new Parts<T>())
                .returns(Types.TUPLE(Types.INT, data.getType()))
                .collect()) {
            parts.get(record.f0).add(record.f1);
        }
        return parts;
    }

    private static List<Integer> shuffled(int count) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        java.util.Collections.shuffle(numbers, new Random(5));
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void partitionsByRangesOfAKey(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        List<List<Integer>> parts = parts(env.fromCollection(shuffled(1000)).partitionByRange(n -> n), parallelism);
        int last = -1;
        for (List<Integer> part : parts) {
            assertThat(part).hasSizeBetween(1000 / parallelism - 1, 1000 / parallelism + 2);
            assertThat(part.stream().min(Comparator.naturalOrder()).orElseThrow())
                    .isEqualTo(last + 1);
            last = part.stream().max(Comparator.naturalOrder()).orElseThrow();
        }
        assertThat(last).isEqualTo(999);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void partitionsByRangesOfSeveralFieldsInAnyOrder(int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(parallelism);
        DataSet<Tuple2<Integer, Integer>> pairs = env.fromCollection(shuffled(600))
                .map(n -> Tuple2.of(n / 100, n % 100))
                .returns(Types.TUPLE(Types.INT, Types.INT));
        List<List<Tuple2<Integer, Integer>>> parts =
                parts(pairs.partitionByRange(0, 1).withOrders(Order.DESCENDING, Order.ASCENDING), parallelism);
        Comparator<Tuple2<Integer, Integer>> order =
                Comparator.<Tuple2<Integer, Integer>>comparingInt(p -> -p.f0).thenComparingInt(p -> p.f1);
        for (int i = 0; i + 1 < parallelism; i++) {
            assertThat(order.compare(
                            parts.get(i).stream().max(order).orElseThrow(),
                            parts.get(i + 1).stream().min(order).orElseThrow()))
                    .isNegative();
        }
    }

    @Test
    void sortsTheWholeByRangesAndPartitions() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(4);
        List<List<Tuple3<Integer, String, Double>>> parts = parts(
                env.fromCollection(shuffled(500))
                        .map(n -> Tuple3.of(n, "n" + n, n / 2.0))
                        .returns(Types.TUPLE(Types.INT, Types.STRING, Types.DOUBLE))
                        .partitionByRange("f0")
                        .sortPartition(0, Order.ASCENDING),
                4);
        assertThat(parts.stream().flatMap(List::stream).map(t -> t.f0))
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void keepsEqualKeysInOneRangeAndEmptyInputsEmpty() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);
        List<List<Long>> parts = parts(
                env.generateSequence(1, 300).map(n -> n % 2).returns(Types.LONG).partitionByRange(n -> n), 3);
        for (long key = 0; key < 2; key++) {
            long of = key;
            assertThat(parts.stream().filter(part -> part.contains(of))).hasSize(1);
        }
        assertThat(env.generateSequence(1, 9)
                        .filter(n -> n > 9)
                        .partitionByRange(n -> n)
                        .collect())
                .isEmpty();
    }

    @Test
    void countsAFieldOfSeveralFieldsAsOneRangeKey() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);
        DataSet<Tuple2<Tuple2<Integer, Integer>, Integer>> nested = env.fromCollection(shuffled(300))
                .map(n -> Tuple2.of(Tuple2.of(n / 30, n % 30), n))
                .returns(Types.TUPLE(Types.TUPLE(Types.INT, Types.INT), Types.INT));
        int last = 300;
        for (List<Tuple2<Tuple2<Integer, Integer>, Integer>> part :
                parts(nested.partitionByRange(0, 1).withOrders(Order.DESCENDING, Order.ASCENDING), 3)) {
            assertThat(part.stream().mapToInt(t -> t.f1).max()).hasValue(last - 1);
            last = part.stream().mapToInt(t -> t.f1).min().orElseThrow();
        }
        assertThat(last).isZero();
        assertThat(parts(nested.partitionByRange(0).withOrders(Order.DESCENDING), 3))
                .noneMatch(List::isEmpty);
        assertThatThrownBy(() -> nested.partitionByRange(0).withOrders(Order.ASCENDING, Order.ASCENDING))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("range keys (1, [0]) and orders (2)");
    }

    @Test
    void refusesOrdersThatDoNotFit() {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        DataSet<Tuple2<Integer, Integer>> pairs = env.fromElements(Tuple2.of(1, 2));
        assertThatThrownBy(() -> pairs.partitionByRange(0).withOrders(Order.ASCENDING, Order.ASCENDING))
                .isInstanceOf(InvalidProgramException.class);
        assertThatThrownBy(() -> pairs.partitionByHash(0).withOrders(Order.ASCENDING))
                .isInstanceOf(InvalidProgramException.class);
    }

    /** Takes every second record of each subtask. */
    private static final class Half<T> implements CustomUnaryOperation<T, T> {
        private DataSet<T> input;

        @Override
        public void setInput(DataSet<T> inputData) {
            this.input = inputData;
        }

        @Override
        public DataSet<T> createResult() {
            MapPartitionFunction<T, T> half = (values, out) -> {
                boolean take = true;
                for (T value : values) {
                    if (take) {
                        out.collect(value);
                    }
                    take = !take;
                }
            };
            return input.mapPartition(half).returns(input.getType());
        }
    }

    @Test
    void runsOperationsOfThePrograms() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(1);
        assertThat(env.fromElements(1, 2, 3, 4, 5).runOperation(new Half<>()).collect())
                .containsExactly(1, 3, 5);
    }

    @Test
    void writesToACollectionOfTheProgram() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(3);
        List<Long> results = new ArrayList<>();
        env.createInput(new ParallelIteratorInputFormat<>(new NumberSequenceIterator(1L, 100L)), Types.LONG)
                .output(new LocalCollectionOutputFormat<>(results));
        env.execute();
        assertThat(sorted(results))
                .isEqualTo(sorted(LongStream.rangeClosed(1, 100).boxed().toList()));
    }

    @Test
    void readsTextsAndNumbersFromFiles() throws Exception {
        Path numbers = Files.writeString(folder.resolve("numbers"), "1\n20\r\n-3\n");
        Path piped = Files.writeString(folder.resolve("piped"), "1.5|2.5");
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        assertThat(sorted(env.readFileOfPrimitives(numbers.toUri().toString(), Integer.class)
                        .collect()))
                .containsExactly("-3", "1", "20");
        assertThat(sorted(env.readFileOfPrimitives(piped.toUri().toString(), "|", Double.class)
                        .collect()))
                .containsExactly("1.5", "2.5");
        DataSet<StringValue> lines = env.readTextFileWithValue(piped.toUri().toString());
        assertThat(lines.collect()).containsExactly(new StringValue("1.5|2.5"));
        assertThatThrownBy(() -> env.readFileOfPrimitives(piped.toUri().toString(), Integer.class)
                        .collect())
                .hasStackTraceContaining("'1.5|2.5' is no Integer");
    }

    @Test
    void leavesOutLinesThatAreNoText() throws Exception {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {'a', '\n', (byte) 0xff, '\n', 'b'});
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(1);
        String path = file.toUri().toString();
        assertThat(sorted(env.readTextFileWithValue(path, "UTF-8", true).collect()))
                .containsExactly("a", "b");
        assertThatThrownBy(() -> env.readTextFileWithValue(path, "UTF-8", false).collect())
                .hasStackTraceContaining("is no text in UTF-8");
    }

    @Test
    void takesTrueStatementsOfForwardedFieldsOnly() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        DataSet<Tuple2<Integer, String>> pairs = env.fromElements(Tuple2.of(1, "a"), Tuple2.of(2, "b"));
        DataSet<Tuple2<String, Integer>> swapped = pairs.map(Tuple2::swap)
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .withForwardedFields("f0->f1; f1->f0");
        assertThat(sorted(swapped.collect())).containsExactly("(a,1)", "(b,2)");
        assertThatThrownBy(() -> pairs.map(Tuple2::swap)
                        .returns(Types.TUPLE(Types.STRING, Types.INT))
                        .withForwardedFields("f0"))
                .isInstanceOf(SemanticProperties.InvalidSemanticAnnotationException.class)
                .hasMessageContaining("do not match");
        assertThatThrownBy(() -> pairs.map(Tuple2::swap)
                        .returns(Types.TUPLE(Types.STRING, Types.INT))
                        .withForwardedFields("f7"))
                .isInstanceOf(SemanticProperties.InvalidSemanticAnnotationException.class);
    }
}
