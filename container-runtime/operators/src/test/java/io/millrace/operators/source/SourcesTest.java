package io.millrace.operators.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.SourceOperator.Progress;
import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.NumberSequenceIterator;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestCoordinatorContext;
import io.millrace.operators.harness.TestOutput;
import io.millrace.testing.seeds.Seeds;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class SourcesTest {
    @TempDir
    java.nio.file.Path directory;

    @SuppressWarnings("unchecked")
    private static <T> SourceOperator<T> travelled(OperatorFactory factory) throws Exception {
        return (SourceOperator<T>) new SerializedValue<>(factory)
                .deserializeValue(SourcesTest.class.getClassLoader())
                .create();
    }

    private static <T> List<T> allOf(OperatorFactory factory, int parallelism) throws Exception {
        List<T> all = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            SourceOperator<T> source = travelled(factory);
            TestOutput<T> output = new TestOutput<>();
            source.open(new TestContext(subtask, parallelism, 0), output);
            Progress progress = Progress.MORE;
            while (progress == Progress.MORE) {
                int before = output.records.size();
                progress = source.next(output);
                assertThat(output.records.size() - before).isLessThanOrEqualTo(512);
            }
            assertThat(progress).isEqualTo(Progress.END);
            source.close();
            all.addAll(output.records);
        }
        return all;
    }

    @ParameterizedTest
    @Seeds(20)
    void countsThroughARangeAtAnyParallelism(long seed, int size) throws Exception {
        Random random = new Random(seed);
        long from = random.nextInt() - (random.nextBoolean() ? Long.MAX_VALUE / 2 : 0);
        long to = from + random.nextInt(size * 200);
        List<Long> numbers = allOf(new SequenceSourceFactory(from, to), 1 + random.nextInt(9));
        assertThat(numbers).isEqualTo(LongStream.rangeClosed(from, to).boxed().toList());
    }

    @Test
    void countsAtTheEdgesOfLong() throws Exception {
        assertThat(SourcesTest.<Long>allOf(new SequenceSourceFactory(Long.MAX_VALUE - 1, Long.MAX_VALUE), 3))
                .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        SourceOperator<Long> last = travelled(new SequenceSourceFactory(Long.MIN_VALUE, Long.MAX_VALUE - 1));
        TestOutput<Long> output = new TestOutput<>();
        last.open(new TestContext(2, 3, 0), output);
        assertThat(last.next(output)).isEqualTo(Progress.MORE);
        assertThat(output.records.get(0)).isEqualTo(Long.MAX_VALUE / 3);
    }

    @Test
    void refusesARangeThatIsNone() {
        assertThatThrownBy(() -> new SequenceSourceFactory(2, 1)).hasMessageContaining("from=2, to=1");
        assertThatThrownBy(() -> new SequenceSourceFactory(Long.MIN_VALUE, Long.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @Seeds(10)
    void emitsTheElementsOfACollectionInOrderAtAnyParallelism(long seed, int size) throws Exception {
        List<Tuple2<String, Integer>> elements = IntStream.range(0, size * 60)
                .mapToObj(i -> Tuple2.of("e" + i, i))
                .toList();
        OperatorFactory factory =
                CollectionSourceFactory.of(elements, Types.TUPLE(Types.STRING, Types.INT), new SerializerConfigImpl());
        assertThat(SourcesTest.<Tuple2<String, Integer>>allOf(factory, 1 + new Random(seed).nextInt(7)))
                .isEqualTo(elements);
    }

    @Test
    void namesThePositionOfAnElementThatIsNoneOfTheType() {
        List<String> withNull = new ArrayList<>(List.of("a"));
        withNull.add(null);
        assertThatThrownBy(() -> CollectionSourceFactory.of(
                        List.of(Tuple2.of("a", 1), new Tuple2<String, Integer>("b", null)),
                        Types.TUPLE(Types.STRING, Types.INT),
                        new SerializerConfigImpl()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position 1");
    }

    @Test
    void splitsAnIteratorThatCanBeSplit() throws Exception {
        OperatorFactory factory = new IteratorSourceFactory<>(new NumberSequenceIterator(1, 1000));
        assertThat(SourcesTest.<Long>allOf(factory, 3))
                .isEqualTo(LongStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(factory.blocks()).isTrue();
    }

    @Test
    void refusesAnIteratorThatCannotTravel() {
        assertThatThrownBy(() -> new IteratorSourceFactory<>(List.of(1).iterator()))
                .hasMessageContaining("must be serialisable");
    }

    /** Lines. */
    private static final class Lines extends DelimitedInputFormat<String> {
        private static final long serialVersionUID = 1L;

        Lines(Path path) {
            super(path);
        }

        @Override
        public String readRecord(String reuse, byte[] bytes, int offset, int numBytes) {
            return new String(bytes, offset, numBytes, StandardCharsets.UTF_8);
        }
    }

    /** What stands behind a source and takes 20 ms over each record. */
    private record Slow<T>(TestContext context, List<T> records) implements Output<T> {
        @Override
        public void collect(T record, long timestamp) {
            context.now += 20;
            records.add(record);
        }

        @Override
        public <X> void collect(OutputTag<X> tag, X record, long timestamp) {
            throw new AssertionError("an unexpected side output: " + tag);
        }

        @Override
        public void emitWatermark(long watermark) {}

        @Override
        public void emitIdle() {}
    }

    private Stream<OperatorFactory> hundredRecords() throws Exception {
        List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
        return Stream.of(
                new SequenceSourceFactory(1, 100),
                CollectionSourceFactory.of(numbers, Types.INT, new SerializerConfigImpl()),
                new IteratorSourceFactory<>(new NumberSequenceIterator(1, 100)),
                new InputFormatSourceFactory<>(new Lines(write("slow", 100)), Types.STRING));
    }

    @Test
    void emitsOneRecordAtATimeWhereThoseBehindItAreSlow() throws Exception {
        for (OperatorFactory factory : hundredRecords().toList()) {
            SourceOperator<Object> source = travelled(factory);
            Slow<Object> output = new Slow<>(new TestContext(), new ArrayList<>());
            source.open(output.context(), output);
            giveSplits(source);
            List<Integer> answers = new ArrayList<>();
            Progress progress = Progress.MORE;
            while (progress == Progress.MORE) {
                int before = output.records().size();
                progress = source.next(output);
                answers.add(output.records().size() - before);
            }
            source.close();
            assertThat(output.records()).as("records of %s", factory).hasSize(100);
            assertThat(answers.subList(1, answers.size()))
                    .as("records an answer of %s", factory)
                    .allMatch(records -> records <= 1);
        }
    }

    private void giveSplits(SourceOperator<?> source) throws Exception {
        if (source instanceof InputFormatSource<?, ?>) {
            TestCoordinatorContext world = new TestCoordinatorContext(new JobID(), 1);
            InputFormatCoordinator<FileInputSplit> coordinator =
                    new InputFormatCoordinator<>(new Lines(new Path(directory.toString())), new Configuration());
            coordinator.start(world);
            coordinator.splitRequested(0, "host");
            source.addSplits(world.splits.get(0));
            source.noMoreSplits();
        }
    }

    private Path write(String name, int lines) throws Exception {
        List<String> text = IntStream.range(0, lines).mapToObj(i -> name + i).toList();
        Files.write(directory.resolve(name), text);
        return new Path(directory.toString());
    }

    @Test
    void readsEachSplitOnceAndAsksForTheNextOnlyWhenItHasNone() throws Exception {
        write("a", 700);
        Path path = write("b", 3);
        TestCoordinatorContext world = new TestCoordinatorContext(new JobID(), 2);
        InputFormatCoordinator<FileInputSplit> coordinator =
                new InputFormatCoordinator<>(new Lines(path), new Configuration());
        coordinator.start(world);
        List<String> read = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            read.addAll(readAll(path, coordinator, world, subtask));
        }
        assertThat(read).hasSize(703).doesNotHaveDuplicates();
        assertThat(world.ended).containsExactly(0, 1);
        coordinator.restarted();
        world.splits.get(0).clear();
        assertThat(readAll(path, coordinator, world, 0)).hasSize(703);
    }

    private static List<String> readAll(
            Path path, InputFormatCoordinator<FileInputSplit> coordinator, TestCoordinatorContext world, int subtask)
            throws Exception {
        SourceOperator<String> source = travelled(new InputFormatSourceFactory<>(new Lines(path), Types.STRING));
        TestContext context = new TestContext(subtask, 2, 0);
        TestOutput<String> output = new TestOutput<>();
        source.open(context, output);
        Progress progress = source.next(output);
        int asked = 0;
        while (progress != Progress.END) {
            if (progress == Progress.WAITING) {
                assertThat(context.splitsRequested).isEqualTo(++asked);
                int before = world.splits.get(subtask).size();
                int ended = world.ended.size();
                coordinator.splitRequested(subtask, "host");
                List<byte[]> splits = world.splits.get(subtask);
                source.addSplits(splits.subList(before, splits.size()));
                if (world.ended.size() > ended) {
                    source.noMoreSplits();
                }
            }
            progress = source.next(output);
        }
        source.close();
        return output.records;
    }

    @Test
    void namesTheSourceAndThePathOfAMissingInput() {
        InputFormatCoordinator<FileInputSplit> coordinator = new InputFormatCoordinator<>(
                new Lines(new Path(directory.resolve("missing").toString())), new Configuration());
        assertThatThrownBy(() -> coordinator.start(new TestCoordinatorContext(new JobID(), 1)))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("Source 'op'")
                .hasMessageContaining(directory.resolve("missing").toString());
    }
}
