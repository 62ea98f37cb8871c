package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.protocol.Failure;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.kit.CheckpointedJob;
import io.millrace.taskmanager.kit.CheckpointedJob.Complete;
import io.millrace.taskmanager.kit.CountsByKey;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.StatefulOps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of checkpoints and tasks when something is wrong, and at the end of a job. */
class CheckpointsTest {
    private final MemorySnapshotFiles files = new MemorySnapshotFiles();

    @BeforeEach
    void reset() {
        Ops.reset();
    }

    private static Program program() {
        return new Program().with("execution.checkpointing.interval", "1 s").unchained();
    }

    private static JobGraph counting(long records) {
        Program program = program();
        Handle source = program.source("numbers", 2, StatefulOps.numbers(records));
        program.then(source, "sink", 2, StatefulOps.counter(), new ExchangePattern.Rebalance());
        return program.build();
    }

    private CheckpointedJob run(JobGraph graph) {
        return new CheckpointedJob(graph, files, 3);
    }

    private static void stepUntilDone(CheckpointedJob job, long checkpoint) {
        for (int i = 0; i < 100_000 && job.pending().contains(checkpoint); i++) {
            job.step();
        }
        assertThat(job.pending()).doesNotContain(checkpoint);
    }

    private static Map<Long, Long> counts(CheckpointedJob job, Complete checkpoint) {
        Map<Long, Long> counts = new TreeMap<>();
        job.contents(checkpoint, "sink")
                .list("counts")
                .forEach(bytes -> CountsByKey.read(0, bytes).forEach((n, count) -> counts.merge(n, count, Long::sum)));
        return counts;
    }

    @Test
    void aCheckpointHasOneFileForEachTaskManager() {
        CheckpointedJob job = run(counting(100_000));
        for (int i = 0; i < 200; i++) {
            job.step();
        }
        stepUntilDone(job, job.trigger());
        assertThat(job.complete()).hasSize(1);
        assertThat(files.paths()).containsExactly("dir/chk-1/tm-1-0", "dir/chk-1/tm-2-0");
    }

    @Test
    void aFullDiskFailsTheCheckpointAndNoTask() {
        CheckpointedJob job = run(counting(2_000));
        files.limitRoom(20);
        stepUntilDone(job, job.trigger());
        assertThat(job.declined())
                .isNotEmpty()
                .allMatch(reason -> reason.contains("'dir/chk-1'") && reason.contains("No space left on device"));
        job.settle();
        assertThat(files.paths()).isEmpty();
        assertThat(files.unfinished()).isZero();

        files.limitRoom(Long.MAX_VALUE);
        job.finish();
        assertThat(job.failure()).isEmpty();
        List<Complete> complete = job.complete();
        assertThat(counts(job, complete.get(complete.size() - 1)))
                .hasSize(2_000)
                .doesNotContainValue(2L);
    }

    /** Cannot give its state while it is told so. */
    private static final class Unwilling extends Ops.Each<Long, Long> {
        Unwilling() {
            super((n, t, out) -> out.collect(n, t));
        }

        @Override
        public void snapshot(SnapshotWriter writer) throws IOException {
            if (writer.checkpointId() == 1) {
                throw new IOException("the value cannot be written");
            }
        }

        @Override
        public void checkpointAborted(long checkpoint) {
            Ops.sinkOf("aborted").add(checkpoint);
        }

        @Override
        public void checkpointCompleted(long checkpoint) {
            Ops.sinkOf("completed").add(checkpoint);
        }
    }

    @Test
    void anOperatorThatCannotGiveItsStateFailsTheCheckpointAndIsNamed() {
        Program program = program();
        Handle source = program.source("numbers", 2, StatefulOps.numbers(2_000));
        Handle middle = program.then(source, "unwilling", 1, (Ops.Maker) Unwilling::new);
        program.then(middle, "sink", 2, StatefulOps.counter(), new ExchangePattern.Rebalance());
        CheckpointedJob job = run(program.build());
        stepUntilDone(job, job.trigger());
        assertThat(job.declined())
                .singleElement()
                .asString()
                .contains("operator 'unwilling'")
                .contains("the value cannot be written");
        job.settle();
        assertThat(Ops.collected("aborted")).containsExactly(1L);
        job.finish();
        assertThat(job.failure()).isEmpty();
        assertThat(Ops.collected("completed")).doesNotContain(1L).isNotEmpty();
    }

    @Test
    void aDamagedSnapshotFailsTheTaskByNameAndAnOlderOneIsAsGood() {
        JobGraph graph = counting(3_000);
        CheckpointedJob job = run(graph);
        for (int i = 0; i < 2; i++) {
            for (int step = 0; step < 50; step++) {
                job.step();
            }
            stepUntilDone(job, job.trigger());
        }
        Complete older = job.complete().get(0);
        Complete newer = job.complete().get(1);
        String path = newer.states().get(0).state().path();
        files.damage(path, newer.states().get(0).state().offset() + 10);

        job.restart(graph, Optional.of(newer));
        job.settle();
        Failure failure = job.failure().orElseThrow();
        assertThat(failure.owner()).isEqualTo(Failure.Owner.PLATFORM);
        assertThat(failure.lostSnapshot()).contains(path);
        assertThat(failure.message())
                .contains(path)
                .contains("at offset " + newer.states().get(0).state().offset())
                .contains("expected CRC-32C")
                .contains("found");

        job.restart(graph, Optional.of(older));
        job.finish();
        assertThat(job.failure()).isEmpty();
        List<Complete> complete = job.complete();
        assertThat(counts(job, complete.get(complete.size() - 1)))
                .hasSize(3_000)
                .doesNotContainValue(2L);
    }

    @Test
    void aMissingFileFailsTheTaskByName() {
        JobGraph graph = counting(3_000);
        CheckpointedJob job = run(graph);
        stepUntilDone(job, job.trigger());
        files.delete("dir/");
        job.restart(graph, Optional.of(job.complete().get(0)));
        job.settle();
        assertThat(job.failure().orElseThrow().lostSnapshot()).isPresent();
        assertThat(job.failure().orElseThrow().message()).contains("does not exist");
    }

    @Test
    void tasksThatHaveSentAllWaitForACheckpointThatHasTheirEnd() {
        JobGraph graph = counting(500);
        CheckpointedJob job = run(graph);
        job.settle();
        assertThat(job.waiting()).isEqualTo(4);
        assertThat(job.isFinished()).isFalse();
        stepUntilDone(job, job.trigger());
        job.settle();
        assertThat(job.isFinished()).isTrue();
        Complete last = job.complete().get(0);

        // The end is known to the checkpoint: nothing is emitted again.
        job.restart(graph, Optional.of(last));
        job.finish();
        assertThat(counts(job, job.complete().get(1))).hasSize(500).doesNotContainValue(2L);
    }

    @Test
    void aTaskHearsNothingOfACompleteCheckpointThatOthersTookInItsPlace() {
        Program program = program();
        Handle source = program.source("numbers", 2, StatefulOps.numbers(500));
        Handle middle = program.then(source, "told", 1, (Ops.Maker) Unwilling::new);
        program.then(middle, "sink", 2, StatefulOps.counter(), new ExchangePattern.Rebalance());
        CheckpointedJob job = run(program.build());
        job.settle();
        job.tellComplete(1_000_000_001);
        job.settle();
        assertThat(Ops.sinkOf("completed")).isEmpty();
        assertThat(job.isFinished()).isFalse();
    }

    /** Adds to its output at its end; at the second end there would be two. */
    private static final class SaysItsEnd extends Ops.Each<Long, Long> {
        SaysItsEnd() {
            super((n, t, out) -> out.collect(n, t));
        }

        @Override
        public io.millrace.dataflow.contract.Emission<Long> endInput() {
            output.collect(1_000_000L + context.task().getIndexOfThisSubtask(), Output.NO_TIMESTAMP);
            return io.millrace.dataflow.contract.Emission.none();
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            writer.list("nothing", List.of(), SnapshotWriter.Redistribution.SPLIT);
        }
    }

    @Test
    void anOperatorIsToldItsEndOnceAlsoIfItIsRestoredBehindIt() {
        Program program = program();
        Handle source = program.source("numbers", 1, StatefulOps.numbers(100));
        Handle middle =
                program.then(source, "says its end", 2, (Ops.Maker) SaysItsEnd::new, new ExchangePattern.Rebalance());
        program.then(middle, "sink", 2, StatefulOps.counter(), new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        CheckpointedJob job = run(graph);
        job.settle();
        stepUntilDone(job, job.trigger());
        job.restart(graph, Optional.of(job.complete().get(0)));
        job.finish();
        assertThat(counts(job, job.complete().get(1)))
                .hasSize(102)
                .doesNotContainValue(2L)
                .containsKeys(1_000_000L, 1_000_001L);
    }

    @Test
    void withAtLeastOnceNothingIsLost() {
        Program program = program().with("execution.checkpointing.mode", "AT_LEAST_ONCE");
        Handle source = program.source("numbers", 3, StatefulOps.numbers(40_000));
        Handle middle = program.then(
                source,
                "pass",
                2,
                Ops.<Long, Long>each((n, t, out) -> out.collect(n, t)),
                new ExchangePattern.Rebalance());
        program.then(middle, "sink", 2, StatefulOps.counter(), Program.hash((Long n) -> n));
        JobGraph graph = program.build();
        CheckpointedJob job = run(graph);
        for (int i = 0; i < 3; i++) {
            for (int step = 0; step < 40; step++) {
                job.step();
            }
            stepUntilDone(job, job.trigger());
        }
        job.restart(graph, Optional.of(job.complete().get(job.complete().size() - 1)));
        job.finish();
        Map<Long, Long> counts = counts(job, job.complete().get(job.complete().size() - 1));
        assertThat(counts).hasSize(40_000);
    }

    /** Remembers what it was told of event time. */
    private static final class Watches extends Ops.Each<Long, Long> {
        private final List<Long> watermarks = new ArrayList<>();

        Watches() {
            super((n, t, out) -> {});
        }

        @Override
        public void open(OperatorContext opened, Output<Long> out) throws Exception {
            super.open(opened, out);
            Ops.share("watermarks", watermarks);
        }

        @Override
        public io.millrace.dataflow.contract.Emission<Long> onWatermark(long watermark) {
            watermarks.add(watermark);
            return io.millrace.dataflow.contract.Emission.none();
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            writer.list("nothing", List.of(), SnapshotWriter.Redistribution.SPLIT);
        }
    }

    @Test
    void eventTimeIsToldAgainToARestoredOperator() {
        Program program = program();
        Handle source = program.source("script", 1, Ops.script("W5", "W7"));
        program.then(source, "watches", 1, (Ops.Maker) Watches::new, new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        CheckpointedJob job = run(graph);
        job.settle();
        stepUntilDone(job, job.trigger());
        job.restart(graph, Optional.of(job.complete().get(0)));
        job.settle();
        assertThat(Ops.<List<Long>>shared("watermarks")).containsExactly(Long.MAX_VALUE);
    }
}
