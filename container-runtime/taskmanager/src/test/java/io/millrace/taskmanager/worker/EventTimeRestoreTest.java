package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.kit.CheckpointedJob;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event time does not go back when a job goes on from a checkpoint. None of these operators keeps any state of its own. */
class EventTimeRestoreTest {
    private final MemorySnapshotFiles files = new MemorySnapshotFiles();

    @BeforeEach
    void reset() {
        Ops.reset();
    }

    /** Plays the part of its subtask, one for the beginning and one for after a restore, and then waits for ever. */
    private static final class Plays implements SourceOperator<Object> {
        private final List<List<Object>> first;
        private final List<List<Object>> restored;
        private List<Object> events = List.of();
        private int at;

        Plays(List<List<Object>> first, List<List<Object>> restored) {
            this.first = first;
            this.restored = restored;
        }

        @Override
        public void open(OperatorContext context, Output<Object> output) {
            List<List<Object>> parts = context.task().getAttemptNumber() == 0 ? first : restored;
            int subtask = context.task().getIndexOfThisSubtask();
            events = subtask < parts.size() ? parts.get(subtask) : List.of();
        }

        @Override
        public Progress next(Output<Object> output) {
            if (at == events.size()) {
                return Progress.WAITING;
            }
            Ops.play(events.get(at++), output);
            return Progress.MORE;
        }
    }

    private static Ops.Maker plays(List<List<Object>> first, List<List<Object>> restored) {
        return () -> new Plays(first, restored);
    }

    /** Makes a watermark of each record: its own timestamp. */
    private static final class Makes extends Ops.Each<Object, Object> {
        Makes() {
            super((n, t, out) -> {
                out.collect(n, t);
                out.emitWatermark(t);
            });
        }

        @Override
        public boolean forwardsWatermarks() {
            return false;
        }
    }

    private static Program program() {
        return new Program().with("execution.checkpointing.interval", "1 s");
    }

    private CheckpointedJob goneOnWith(JobGraph before, JobGraph after) {
        CheckpointedJob job = new CheckpointedJob(before, files, 5);
        job.settle();
        job.trigger();
        job.settle();
        assertThat(job.complete()).hasSize(1);
        Ops.sinkOf("all").clear();
        job.restart(after, Optional.of(job.complete().get(0)));
        job.settle();
        assertThat(job.failure()).isEmpty();
        return job;
    }

    @ParameterizedTest(name = "chained: {0}")
    @ValueSource(booleans = {false, true})
    void aSourceSaysItsWatermarkAgainAndNoLowerOneAfterIt(boolean chained) {
        Program program = chained ? program() : program().unchained();
        Handle source =
                program.source("source", 1, plays(List.of(List.of(90L, "W100")), List.of(List.of("W7", 3L, "W120"))));
        program.then(source, "sink", 1, Ops.eventSink("all"));
        JobGraph graph = program.build();
        goneOnWith(graph, graph);
        assertThat(Ops.collected("all")).containsExactly("W100", "3@3", "W120");
    }

    @ParameterizedTest(name = "chained: {0}")
    @ValueSource(booleans = {false, true})
    void anOperatorThatMakesWatermarksSaysItsLastOneAgain(boolean chained) {
        Program program = chained ? program() : program().unchained();
        Handle source = program.source("source", 1, plays(List.of(List.of(40L, 70L)), List.of(List.of(5L, 80L))));
        Handle makes = program.then(source, "makes", 1, (Ops.Maker) Makes::new);
        program.then(makes, "sink", 1, Ops.eventSink("all"));
        JobGraph graph = program.build();
        goneOnWith(graph, graph);
        assertThat(Ops.collected("all")).containsExactly("W70", "5@5", "80@80", "W80");
    }

    @Test
    void theLanesOfAnInputAreAsTheyWere() {
        Program program = program().unchained();
        Handle source = program.source(
                "source", 2, plays(List.of(List.of("W100"), List.of("W50")), List.of(List.of("W10"), List.of("W49"))));
        program.then(source, "sink", 1, Ops.eventSink("all"), new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        goneOnWith(graph, graph);
        assertThat(Ops.collected("all")).containsExactly("W50");
    }

    /** It had said that it is idle; now it is waited for, since it may have got something while nobody was there. */
    @Test
    void anIdleLaneIsWaitedForAgainFromWhereItWas() {
        Program program = program().unchained();
        Handle source = program.source(
                "source",
                2,
                plays(List.of(List.of("W100"), List.of("W50", "I")), List.of(List.of("W110"), List.of(60L, "I"))));
        program.then(source, "passes", 1, (Ops.Maker) Passes::new, new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        goneOnWith(graph, graph);
        // It had come to 100 without the idle one, and stays there until 60 is through.
        assertThat(Ops.collected("all")).containsExactly("W100", "60 is late", "W110");
    }

    /** Judges records by how far event time has come. */
    private static final class Passes extends Ops.Each<Object, Object> {
        private long watermark = Long.MIN_VALUE;

        Passes() {
            super((n, t, out) -> {});
        }

        @Override
        public boolean readsEventTime() {
            return true;
        }

        @Override
        public Emission<Object> onWatermark(long reached) {
            watermark = reached;
            Ops.sinkOf("all").add("W" + reached);
            return Emission.none();
        }

        @Override
        public void process(Object record, long timestamp) {
            Ops.sinkOf("all").add(record + (timestamp <= watermark ? " is late" : " is in time"));
        }
    }

    @ParameterizedTest(name = "at parallelism {0}")
    @ValueSource(ints = {1, 3, 4})
    void atAnotherParallelismAllSayTheLowestOfThen(int parallelism) {
        List<List<Object>> first = List.of(List.of("W100"), List.of("W50"));
        List<List<Object>> lower = List.of(List.of("W49"), List.of("W49"), List.of("W49"), List.of("W49"));
        goneOnWith(sourceAndSink(2, first, lower), sourceAndSink(parallelism, first, lower));
        assertThat(Ops.collected("all")).containsExactly("W50");
    }

    @Test
    void whoSaidNothingYetCountsAtAnotherParallelism() {
        List<List<Object>> first = List.of(List.of("W100"), List.of(), List.of("W50"));
        List<List<Object>> after = List.of(List.of("W20"), List.of("W10"));
        goneOnWith(sourceAndSink(3, first, after), sourceAndSink(2, first, after));
        assertThat(Ops.collected("all")).containsExactly("W10");
    }

    private static JobGraph sourceAndSink(int parallelism, List<List<Object>> first, List<List<Object>> restored) {
        Program program = program().unchained();
        Handle source = program.source("source", parallelism, plays(first, restored));
        program.then(source, "sink", 1, Ops.eventSink("all"), new ExchangePattern.Rebalance());
        return program.build();
    }

    /** A generator that begins anew says little at first; to an idle output that says nothing. */
    @Test
    void aWatermarkThatIsNotHigherDoesNotEndIdleness() {
        Program program = program().unchained();
        Handle source = program.source(
                "source", 2, plays(List.of(List.of("W5", "I", "W5", "W3"), List.of("W5", "W30")), List.of()));
        program.then(source, "sink", 1, Ops.eventSink("all"), new ExchangePattern.Rebalance());
        CheckpointedJob job = new CheckpointedJob(program.build(), files, 5);
        job.settle();
        assertThat(Ops.collected("all")).endsWith("W30");
    }
}
