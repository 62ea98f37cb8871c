package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.SinkOptions;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.WriterInitContext;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class SinkWriterOperatorTest {
    @ParameterizedTest
    @Seeds(100)
    void commitsEachRecordOnceWheneverTheProcessDies(long seed, int size) throws Exception {
        String name = "table-" + seed;
        Run run = new Run(name, new Random(seed));
        try {
            for (int step = 0; step < 10 + size * 3; step++) {
                run.step();
                run.look();
            }
            run.finish();
        } finally {
            TableSink.drop(name);
        }
    }

    /** A job of one task beside its model: the numbers below what its newest complete checkpoint counts. */
    private static final class Run {
        private final Random random;
        private final TableSink sink;
        private final TableSink.Table table;
        private int next;
        private int attempt;
        private long checkpoint;
        private int counted;
        private RestoreReader complete = RestoreReader.nothing();
        private SinkTask<Integer> task;

        Run(String name, Random random) throws Exception {
            this.random = random;
            this.sink = new TableSink(name);
            this.table = TableSink.table(name, random);
            begin();
        }

        private void begin() throws Exception {
            task = new SinkTask<>(new SinkWriterOperator<>(sink, false), withCheckpoints(), complete, attempt++);
            next = counted;
        }

        void step() throws Exception {
            switch (random.nextInt(6)) {
                case 0, 1 -> write(random.nextInt(10));
                case 2 -> task.advance(random.nextInt(400));
                case 3, 4 -> checkpoint();
                default -> die();
            }
        }

        private void write(int numbers) throws Exception {
            for (int i = 0; i < numbers; i++) {
                task.process(next++);
            }
        }

        private void checkpoint() throws Exception {
            SinkTask.Snapshot taken = task.snapshot(++checkpoint);
            int fate = random.nextInt(8);
            if (fate == 0) {
                die();
            } else if (fate > 2) { // else it was given up
                complete = taken;
                counted = next;
                if (fate == 3) {
                    die(); // before anybody heard that it is complete
                } else if (fate == 4) {
                    table.dieAtNextCommit();
                    failing(() -> task.completed(checkpoint));
                    die();
                } else if (fate > 5) { // else the word is lost; the next one stands for it
                    task.completed(checkpoint);
                }
            }
        }

        private interface Step {
            void run() throws Exception;
        }

        private void failing(Step step) {
            try {
                step.run();
            } catch (Exception e) {
                assertThat(e).hasMessage("the process dies");
            }
        }

        private void die() throws Exception {
            table.recover();
            begin();
        }

        void look() {
            assertThat(table.numbers()).doesNotHaveDuplicates().allMatch(number -> number < counted);
        }

        void finish() throws Exception {
            table.calmDown(); // the last commit waits for the clock of the machine
            write(4);
            task.endInput();
            task.snapshot(++checkpoint);
            counted = next;
            task.completed(checkpoint);
            task.close();
            assertThat(table.numbers())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, next).boxed().toList());
            assertThat(task.toCoordinator()).isEmpty();
        }
    }

    @Test
    void handsAllToTheCoordinatorWithoutCheckpoints() throws Exception {
        CommitList sink = new CommitList(request -> {});
        SinkTask<String> task =
                new SinkTask<>(new SinkWriterOperator<>(sink, false), new Configuration(), RestoreReader.nothing(), 7);
        task.process("a");
        task.process("b");
        task.endInput();

        assertThat(task.toCoordinator()).hasSize(1);
        SinkWriterOperator.Written written = InstantiationUtil.deserializeObject(
                task.toCoordinator().get(0), getClass().getClassLoader());
        assertThat(written.attempt()).isEqualTo(7);
        assertThat(new SplitCodec<>(sink.getCommittableSerializer()).decodeAll(written.committables()))
                .containsExactly("a", "b");
        assertThat(sink.asked).isEmpty();
    }

    @Test
    void handsAllToTheCoordinatorInBatchModeWhateverTheSettingsSay() throws Exception {
        CommitList sink = new CommitList(request -> {});
        SinkTask<String> task =
                new SinkTask<>(new SinkWriterOperator<>(sink, true), withCheckpoints(), RestoreReader.nothing(), 0);
        task.process("a");
        task.endInput();
        assertThat(task.toCoordinator()).hasSize(1);
    }

    @Test
    void triesLaterWhatTheCommitterWantsToTryLaterAndAsItWasUpdated() throws Exception {
        CommitList sink = new CommitList(request -> {
            if (request.getNumberOfRetries() < 2) {
                request.updateAndRetryLater(request.getCommittable() + "'");
            }
        });
        SinkTask<String> task = completed(sink, "a");
        assertThat(sink.asked).containsExactly("a 0");
        task.advance(1000);
        assertThat(sink.asked).containsExactly("a 0", "a' 1", "a'' 2");
        task.advance(10_000);
        assertThat(sink.asked).hasSize(3);
    }

    @Test
    void failsWhenTheCommitterWantsToTryLaterTooOften() throws Exception {
        CommitList sink = new CommitList(Committer.CommitRequest::retryLater);
        SinkTask<String> task = completed(sink, "a");
        assertThatThrownBy(() -> task.advance(10_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sink.committer.retries")
                .hasMessageContaining("after 3 retries");
        assertThat(sink.asked).hasSize(4);
    }

    @Test
    void failsWhenTheCommitterDoesNotKnowWhy() {
        CommitList sink =
                new CommitList(request -> request.signalFailedWithUnknownReason(new IllegalStateException("no idea")));
        assertThatThrownBy(() -> completed(sink, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not commit a")
                .hasRootCauseMessage("no idea");
    }

    @Test
    void givesUpWhatFailedForAKnownReasonAndCommitsTheRest() throws Exception {
        CommitList sink = new CommitList(request -> {
            if (request.getCommittable().equals("bad")) {
                request.signalFailedWithKnownReason(new IllegalArgumentException("too old"));
            }
        });
        SinkTask<String> task = completed(sink, "bad", "good");
        assertThat(sink.asked).containsExactly("bad 0", "good 0");
        assertThat(task.snapshot(2).list("committables")).isEmpty();
    }

    @Test
    void keepsWhatIsNotCommittedInLaterSnapshotsAndCommitsNothingOfLaterCheckpoints() throws Exception {
        CommitList sink = new CommitList(request -> {});
        SinkTask<String> task =
                new SinkTask<>(new SinkWriterOperator<>(sink, false), withCheckpoints(), RestoreReader.nothing(), 0);
        task.process("a");
        task.snapshot(1);
        task.process("b");
        assertThat(task.snapshot(2).list("committables")).hasSize(2);
        task.completed(1);
        assertThat(sink.asked).containsExactly("a 0");
        assertThat(task.snapshot(3).list("committables")).hasSize(1);
        task.completed(3);
        assertThat(sink.asked).containsExactly("a 0", "b 0");
    }

    private static SinkTask<String> completed(CommitList sink, String... records) throws Exception {
        SinkTask<String> task =
                new SinkTask<>(new SinkWriterOperator<>(sink, false), withCheckpoints(), RestoreReader.nothing(), 0);
        for (String record : records) {
            task.process(record);
        }
        task.snapshot(1);
        task.completed(1);
        return task;
    }

    private static Configuration withCheckpoints() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.set(SinkOptions.COMMITTER_RETRIES, 3);
        return configuration;
    }

    /** Each record is a thing to commit; a committer that says what it is told to. */
    private static final class CommitList implements Sink<String>, SupportsCommitter<String> {
        private static final long serialVersionUID = 1L;

        private final transient Consumer<Committer.CommitRequest<String>> answer;
        private final transient List<String> asked = new ArrayList<>();

        CommitList(Consumer<Committer.CommitRequest<String>> answer) {
            this.answer = answer;
        }

        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new CommittingSinkWriter<String, String>() {
                private final List<String> written = new ArrayList<>();

                @Override
                public void write(String element, Context unused) {
                    written.add(element);
                }

                @Override
                public void flush(boolean endOfInput) {
                    // All is in memory.
                }

                @Override
                public Collection<String> prepareCommit() {
                    List<String> prepared = List.copyOf(written);
                    written.clear();
                    return prepared;
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public Committer<String> createCommitter(CommitterInitContext context) {
            return new Committer<>() {
                @Override
                public void commit(Collection<CommitRequest<String>> requests) {
                    for (CommitRequest<String> request : requests) {
                        asked.add(request.getCommittable() + " " + request.getNumberOfRetries());
                        answer.accept(request);
                    }
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
