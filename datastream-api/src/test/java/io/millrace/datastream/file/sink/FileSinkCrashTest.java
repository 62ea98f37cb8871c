package io.millrace.datastream.file.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.serialization.SimpleStringEncoder;
import io.millrace.datastream.functions.sink.filesystem.BucketAssigner;
import io.millrace.datastream.functions.sink.filesystem.OutputFileConfig;
import io.millrace.datastream.functions.sink.filesystem.RollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy;
import io.millrace.datastream.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * A file sink whose process dies between any two steps, beside a naive model: the numbers that complete checkpoints count. A
 * reader looks at the directory after every step.
 */
class FileSinkCrashTest {
    @TempDir
    java.nio.file.Path folder;

    @ParameterizedTest
    @Seeds(60)
    void showsEachRecordOnceWheneverTheProcessDies(long seed, int size) throws Exception {
        Run run = new Run(new Random(seed), folder.resolve("out"));
        for (int step = 0; step < 20 + size * 4; step++) {
            run.step();
            run.look();
        }
        run.finish();
    }

    /** What a complete checkpoint holds, as bytes that travelled. */
    private record Checkpoint(int next, List<byte[]> writers, List<byte[]> committables) {}

    private static final class Run {
        private final Random random;
        private final java.nio.file.Path out;
        private final JobID job = new JobID();
        private final FileSink<String> sink;
        private final int linesAtATime;

        // The job: what is written next, what waits for its checkpoint, the newest complete checkpoint.
        private int next;
        private TestWriterContext context;
        private FileWriter<String> writer;
        private List<FileSinkCommittable> uncommitted = new ArrayList<>();
        private Checkpoint complete = new Checkpoint(0, List.of(), List.of());

        // The reader.
        private final TreeSet<Integer> seen = new TreeSet<>();

        Run(Random random, java.nio.file.Path out) throws IOException {
            this.random = random;
            this.out = out;
            RollingPolicy<String, String> policy = random.nextBoolean()
                    ? OnCheckpointRollingPolicy.build()
                    : DefaultRollingPolicy.builder()
                            .withMaxPartSize(1 + random.nextInt(200))
                            .withRolloverInterval(50L)
                            .withInactivityInterval(30L)
                            .build();
            this.sink = FileSink.forRowFormat(new Path(out.toUri()), new SimpleStringEncoder<String>())
                    .withBucketAssigner(new ByRemainder(1 + random.nextInt(3)))
                    .withRollingPolicy(policy)
                    .withBucketCheckInterval(20)
                    .withOutputFileConfig(new OutputFileConfig("numbers", ".txt"))
                    .build();
            this.linesAtATime = 1 + random.nextInt(20);
            this.context = new TestWriterContext(job, 0);
            this.writer = sink.createWriter(context);
        }

        void step() throws Exception {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> write(writer, random.nextInt(linesAtATime));
                case 3 -> context.advance(random.nextInt(40));
                case 4, 5 -> checkpoint(false);
                case 6 -> die();
                default -> commit(random.nextInt(4));
            }
        }

        private void write(FileWriter<String> to, int lines) throws IOException {
            for (int i = 0; i < lines; i++) {
                to.write(Integer.toString(next++), context);
            }
        }

        /** Flush, prepare, snapshot, complete, commit: it may end after any of them, or be given up. */
        private void checkpoint(boolean end) throws Exception {
            writer.flush(end);
            if (!end && random.nextInt(10) == 0) {
                die();
                return;
            }
            uncommitted.addAll(writer.prepareCommit());
            if (!end && random.nextInt(10) == 0) {
                die();
                return;
            }
            Checkpoint taken = new Checkpoint(
                    next,
                    encode(sink.getWriterStateSerializer(), writer.snapshotState(1)),
                    encode(sink.getCommittableSerializer(), uncommitted));
            int fate = end ? 9 : random.nextInt(10);
            if (fate == 0) {
                die(); // before it is complete
            } else if (fate > 2) {
                complete = taken;
                commit(fate == 3 ? random.nextInt(3) : Integer.MAX_VALUE);
            } // else given up: what it would have committed goes with the next one
        }

        /** Commits what the newest complete checkpoint counts, as far as the process lives. */
        private void commit(int files) throws IOException {
            List<FileSinkCommittable> counted =
                    decode(sink.getCommittableSerializer(), complete.committables()).stream()
                            .filter(uncommitted::contains)
                            .limit(files)
                            .toList();
            try (FileCommitter committer = new FileCommitter()) {
                committer.commit(requests(counted));
                if (random.nextBoolean()) {
                    committer.commit(requests(counted)); // by a process that did not hear of the success
                }
            }
            uncommitted.removeAll(counted);
        }

        private void die() throws Exception {
            FileWriter<String> dead = writer;
            int lost = next;
            boolean closes = random.nextBoolean();
            if (closes) {
                dead.close();
            }
            next = complete.next();
            context = new TestWriterContext(job, context.getCurrentProcessingTime());
            Collection<FileWriterBucketState> states = decode(sink.getWriterStateSerializer(), complete.writers());
            writer = sink.restoreWriter(context, states);
            uncommitted = new ArrayList<>(decode(sink.getCommittableSerializer(), complete.committables()));
            if (!closes && random.nextBoolean()) {
                haunt(dead, lost);
            }
            commit(Integer.MAX_VALUE);
        }

        /** The process was only thought to be dead: it goes on writing, but hears of no checkpoint any more. */
        private void haunt(FileWriter<String> dead, int from) throws IOException {
            SinkWriter.Context any = context;
            for (int number = from; number < from + 30; number++) {
                dead.write(Integer.toString(number), any);
            }
            dead.flush(false);
            dead.prepareCommit();
        }

        /** What a reader sees: nothing twice, nothing that no complete checkpoint counts, nothing gone. */
        void look() throws IOException {
            List<Integer> now = visible();
            assertThat(now).doesNotHaveDuplicates();
            assertThat(now).containsAll(seen);
            assertThat(now).allMatch(number -> number < complete.next());
            seen.addAll(now);
        }

        private List<Integer> visible() throws IOException {
            if (!Files.exists(out)) {
                return List.of();
            }
            List<Integer> numbers = new ArrayList<>();
            for (java.nio.file.Path file : files(false)) {
                assertThat(file.getFileName().toString()).startsWith("numbers-").endsWith(".txt");
                Files.readAllLines(file).forEach(line -> numbers.add(Integer.valueOf(line)));
            }
            return numbers;
        }

        private List<java.nio.file.Path> files(boolean hidden) throws IOException {
            try (Stream<java.nio.file.Path> all = Files.walk(out)) {
                return all.filter(Files::isRegularFile)
                        .filter(file -> file.getFileName().toString().startsWith(".") == hidden)
                        .toList();
            }
        }

        void finish() throws Exception {
            write(writer, 5);
            checkpoint(true);
            writer.close();
            sink.removeLeftovers(job);
            assertThat(visible())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, next).boxed().toList());
            assertThat(files(true)).isEmpty();
        }

        private static <T> List<byte[]> encode(SimpleVersionedSerializer<T> serializer, Collection<T> values)
                throws IOException {
            List<byte[]> encoded = new ArrayList<>();
            for (T value : values) {
                encoded.add(serializer.serialize(value));
            }
            return encoded;
        }

        private static <T> List<T> decode(SimpleVersionedSerializer<T> serializer, List<byte[]> encoded)
                throws IOException {
            List<T> values = new ArrayList<>();
            for (byte[] value : encoded) {
                values.add(serializer.deserialize(serializer.getVersion(), value));
            }
            return values;
        }

        private static Collection<Committer.CommitRequest<FileSinkCommittable>> requests(
                List<FileSinkCommittable> committables) {
            List<Committer.CommitRequest<FileSinkCommittable>> requests = new ArrayList<>();
            committables.forEach(committable -> requests.add(new Request(committable)));
            return requests;
        }
    }

    private record Request(FileSinkCommittable committable) implements Committer.CommitRequest<FileSinkCommittable> {
        @Override
        public FileSinkCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            throw new AssertionError(t);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("files need no second try");
        }

        @Override
        public void updateAndRetryLater(FileSinkCommittable changed) {
            throw new AssertionError("files need no second try");
        }

        @Override
        public void signalAlreadyCommitted() {
            // Repeating is allowed.
        }
    }

    /** A bucket for each remainder; the first is the sink's path itself. */
    private record ByRemainder(int buckets) implements BucketAssigner<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(String element, Context context) {
            int bucket = Integer.parseInt(element) % buckets;
            return bucket == 0 ? "" : "bucket-" + bucket;
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
