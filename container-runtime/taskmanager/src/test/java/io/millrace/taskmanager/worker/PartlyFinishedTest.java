package io.millrace.taskmanager.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.checkpoint.MemorySnapshotFiles;
import io.millrace.taskmanager.kit.CheckpointedJob;
import io.millrace.taskmanager.kit.CheckpointedJob.Complete;
import io.millrace.taskmanager.kit.CountsByKey;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.StatefulOps;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Checkpoints of jobs that have come to their end in part: one input of two, some subtasks of a source, tasks on the way. */
class PartlyFinishedTest {
    private static final long RIGHT_FROM = 1_000_000;

    @BeforeEach
    void reset() {
        Ops.reset();
    }

    /** What does not change at another parallelism: how many numbers each share of the two sources has. */
    private record Numbers(List<Long> left, List<Long> right) {
        static Numbers random(Random random, int size) {
            return new Numbers(ends(random, size), ends(random, size));
        }

        /** Most shares are short or empty, a few are long. */
        private static List<Long> ends(Random random, int size) {
            List<Long> ends = new ArrayList<>();
            long longest = random.nextInt(40 * (1 + size));
            for (int share = 0; share < StatefulOps.SHARES; share++) {
                ends.add(random.nextInt(3) == 0 ? longest : (long) random.nextInt(30));
            }
            return ends;
        }

        JobGraph graph(Random random, boolean unchained) {
            Program program = new Program().with("execution.checkpointing.interval", "1 s");
            if (unchained) {
                program.unchained();
            }
            Handle left = program.source("left", 1 + random.nextInt(4), StatefulOps.numbers(left()));
            Handle right = program.source("right", 1 + random.nextInt(4), StatefulOps.numbers(right()));
            Handle shifted = program.then(
                    right,
                    "shifted",
                    1 + random.nextInt(3),
                    Ops.<Long, Long>each((n, t, out) -> out.collect(n + RIGHT_FROM, t)),
                    new ExchangePattern.Rescale());
            Handle merge = program.operator("merge", 1 + random.nextInt(3), StatefulOps.merge(), 2);
            program.connect(left, merge, 0, Program.hash((Long n) -> n), ExchangeMode.PIPELINED);
            program.connect(shifted, merge, 1, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
            program.then(merge, "sink", 1 + random.nextInt(3), StatefulOps.counter(), new ExchangePattern.Rescale());
            return program.build();
        }

        Map<Long, Long> emitted(CheckpointedJob job, Complete checkpoint) {
            Map<Long, Long> all = new TreeMap<>();
            add(left, 0, left(job, checkpoint, "left"), all);
            add(right, RIGHT_FROM, left(job, checkpoint, "right"), all);
            return all;
        }

        private static Map<Long, Long> left(CheckpointedJob job, Complete checkpoint, String source) {
            Map<Long, Long> next = new TreeMap<>();
            for (byte[] bytes : job.contents(checkpoint, source).list("shares")) {
                StatefulOps.Share share = StatefulOps.Share.read(bytes);
                next.put(share.next() % StatefulOps.SHARES, share.next());
            }
            return next;
        }

        private static void add(List<Long> ends, long from, Map<Long, Long> next, Map<Long, Long> all) {
            for (int share = 0; share < ends.size(); share++) {
                long until = Math.min(ends.get(share), next.getOrDefault((long) share, Long.MAX_VALUE));
                for (long n = share; n < until; n += StatefulOps.SHARES) {
                    all.put(from + n, 1L);
                }
            }
        }
    }

    @ParameterizedTest
    @Seeds(150)
    void eachRecordCountsOnceWhateverHasEnded(long seed, int size) {
        Random random = new Random(seed);
        Numbers numbers = Numbers.random(random, size);
        boolean unchained = random.nextBoolean();
        JobGraph graph = numbers.graph(random, unchained);
        CheckpointedJob job = new CheckpointedJob(graph, new MemorySnapshotFiles(), seed);
        int losses = random.nextInt(4);
        int steps = 0;
        while (!job.isFinished() && steps < 3_000) {
            job.step();
            steps++;
            if (random.nextInt(25) == 0 && job.pending().size() < 3 && !job.isFinished()) {
                job.trigger();
            }
            if (losses > 0 && random.nextInt(250) == 0) {
                losses--;
                graph = random.nextBoolean() ? graph : numbers.graph(random, unchained);
                List<Complete> known = job.complete();
                job.restart(graph, known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1)));
            }
        }
        job.finish();
        job.settle();

        assertThat(job.failure()).isEmpty();
        assertThat(job.declined()).allMatch(reason -> reason.contains("saw the barrier of a later checkpoint first"));
        assertThat(job.pending()).as("what waits for ever").isEmpty();
        List<Complete> all = job.complete();
        for (Complete checkpoint : all) {
            assertThat(counts(job, checkpoint)).isEqualTo(numbers.emitted(job, checkpoint));
        }
        Map<Long, Long> everything = new TreeMap<>();
        Numbers.add(numbers.left(), 0, Map.of(), everything);
        Numbers.add(numbers.right(), RIGHT_FROM, Map.of(), everything);
        assertThat(counts(job, all.get(all.size() - 1))).isEqualTo(everything);
    }

    private static Map<Long, Long> counts(CheckpointedJob job, Complete checkpoint) {
        Map<Long, Long> counts = new TreeMap<>();
        job.contents(checkpoint, "sink")
                .list("counts")
                .forEach(bytes -> CountsByKey.read(0, bytes).forEach((n, count) -> counts.merge(n, count, Long::sum)));
        return counts;
    }

    /** Says when it is told the end of one of its inputs. Has no state. */
    private static final class SaysEnds implements TwoInputOperator<Object, Object, Object> {
        private Output<Object> output;

        @Override
        public void open(OperatorContext context, Output<Object> out) {
            output = out;
        }

        @Override
        public void processLeft(Object record, long timestamp) {
            output.collect(record, timestamp);
        }

        @Override
        public void processRight(Object record, long timestamp) {
            output.collect(record, timestamp);
        }

        @Override
        public Emission<Object> endLeft() {
            output.collect("left has ended", Output.NO_TIMESTAMP);
            return Emission.none();
        }

        @Override
        public Emission<Object> endRight() {
            output.collect("right has ended", Output.NO_TIMESTAMP);
            return Emission.none();
        }
    }

    @Test
    void theEndOfOneInputIsToldOnceAlsoToAnOperatorWithoutState() {
        Program program =
                new Program().with("execution.checkpointing.interval", "1 s").unchained();
        Handle left = program.source("left", 2, Ops.script("l"));
        Handle right = program.source("right", 1, (Ops.Maker) EndsInItsSecondLife::new);
        Handle says = program.operator("says", 1, (Ops.Maker) SaysEnds::new, 2);
        program.connect(left, says, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
        program.connect(right, says, 1, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
        program.then(says, "sink", 1, Ops.eventSink("all"), new ExchangePattern.Rebalance());
        JobGraph graph = program.build();
        CheckpointedJob job = new CheckpointedJob(graph, new MemorySnapshotFiles(), 11);
        job.settle();
        assertThat(Ops.collected("all")).containsExactlyInAnyOrder("l", "l", "left has ended");
        job.trigger();
        job.settle();
        job.restart(graph, Optional.of(job.complete().get(0)));
        job.finish();
        assertThat(job.failure()).isEmpty();
        assertThat(Ops.collected("all"))
                .containsExactlyInAnyOrder("l", "l", "left has ended", "right has ended", "Wmax", "E");
    }

    /** Waits, unless the job was restarted: then it ends. */
    private static final class EndsInItsSecondLife implements io.millrace.dataflow.contract.SourceOperator<Object> {
        private boolean first;

        @Override
        public void open(OperatorContext context, Output<Object> output) {
            first = context.task().getAttemptNumber() == 0;
        }

        @Override
        public Progress next(Output<Object> output) {
            return first ? Progress.WAITING : Progress.END;
        }
    }
}
