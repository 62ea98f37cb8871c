package io.millrace.taskmanager.task;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.execution.CheckpointingMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.SnapshotTiming;
import io.millrace.taskmanager.checkpoint.CapturedTask;
import io.millrace.taskmanager.checkpoint.CheckpointRounds;
import io.millrace.taskmanager.checkpoint.OperatorSnapshot;
import io.millrace.taskmanager.exchange.Alignment;
import io.millrace.taskmanager.exchange.Element.Barrier;
import io.millrace.taskmanager.exchange.TaskCancelledError;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A task's part in checkpoints. Used by the thread that runs the task.
 *
 * <ol>
 *   <li>{@link Alignment} says when a checkpoint is due. It is taken when nothing is under way in the chain: no emission, no
 *       overflow. So what an operator releases at a watermark or at its end is never cut by a checkpoint.
 *   <li>Taking it: the operators are asked from the first to the last, so what one of them still emits counts for those
 *       behind it; then the barrier goes out behind all that was emitted; then the channels are read again.
 *   <li>What was captured is written elsewhere, see {@link CheckpointRounds}.
 *   <li>A task of a job with checkpoints that has sent all waits for one that has its end in it, so that its operators hear
 *       that what they wrote is durable; only then it finishes.
 * </ol>
 */
final class TaskCheckpoints {
    private final AttemptId attempt;
    private final Chain chain;
    private final TaskOutputs outputs;
    private final CheckpointRounds rounds;
    private final TaskReports reports;
    private final TaskPlan plan;
    private final LongSupplier clock;
    private final Alignment alignment;
    private final boolean awaitsLast;
    private boolean saidThatItWaits;
    private long newestTaken;
    private long endGivenTo;
    private boolean endIsDurable;

    TaskCheckpoints(
            TaskPlan plan,
            TaskServices services,
            Configuration configuration,
            Chain chain,
            TaskOutputs outputs,
            TaskReports reports) {
        this.plan = plan;
        this.attempt = plan.attempt();
        this.chain = chain;
        this.outputs = outputs;
        this.rounds = services.checkpoints();
        this.reports = reports;
        boolean exactlyOnce = configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
                == CheckpointingMode.EXACTLY_ONCE;
        this.clock = services.clock()::millis;
        this.alignment = new Alignment(exactlyOnce, clock);
        this.awaitsLast = plan.graph().mode() == JobGraph.Mode.STREAMING
                && configuration
                        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .isPresent();
    }

    Alignment alignment() {
        return alignment;
    }

    /** Whether a checkpoint is to be taken before anything else is done. */
    boolean isDue() {
        return alignment.due() != null;
    }

    /** Whether channels are read again that were left alone when the input was last asked: it is to be asked once more. */
    boolean hasReleased() {
        return alignment.hasOvertaken();
    }

    void heard(Mailbox.CheckpointLetter letter) {
        if (letter instanceof Mailbox.Trigger trigger) {
            alignment.trigger(trigger.barrier());
        } else if (letter instanceof Mailbox.GivenUp givenUp) {
            alignment.giveUp(givenUp.checkpoint());
            tell(operator -> operator.checkpointAborted(givenUp.checkpoint()));
        } else if (letter instanceof Mailbox.Completed completed) {
            if (completed.checkpoint() > newestTaken) {
                // Of attempts in the place of this one, which a leader has given up without its knowing: what this one
                // wrote is in no complete checkpoint.
                return;
            }
            alignment.completed(completed.checkpoint());
            tell(operator -> operator.checkpointCompleted(completed.checkpoint()));
            endIsDurable |= endGivenTo > 0 && completed.checkpoint() >= endGivenTo;
        }
    }

    @FunctionalInterface
    private interface News {
        void tell(Operator operator) throws Exception;
    }

    private void tell(News news) {
        for (int i = 0; i < chain.size(); i++) {
            try {
                news.tell(chain.stage(i).operator());
            } catch (Throwable t) {
                throw chain.failed(i, null, t);
            }
        }
    }

    /**
     * Takes the checkpoint that is due, if the chain is at rest.
     *
     * @return 1 if it was taken
     */
    int takeIfDue() {
        long overtaken = alignment.takeOvertaken();
        if (overtaken > 0) {
            rounds.overtaken(
                    attempt,
                    overtaken,
                    "attempt " + attempt + " of '" + plan.vertex().name()
                            + "' saw the barrier of a later checkpoint first");
        }
        Barrier due = alignment.due();
        if (due == null || chain.needsAttention()) {
            return 0;
        }
        take(due);
        return 1;
    }

    private void take(Barrier due) {
        long fromMs = clock.getAsLong();
        boolean ended = chain.hasEnded();
        List<OperatorSnapshot> captured = capture(due);
        if (!ended) {
            outputs.event(due);
        }
        long takenMs = clock.getAsLong();
        CapturedTask part = captured == null
                ? null
                : new CapturedTask(attempt, due.checkpoint(), ended, captured, timing(due, fromMs, takenMs), takenMs);
        alignment.taken();
        if (part != null) {
            newestTaken = due.checkpoint();
            if (ended && endGivenTo == 0) {
                endGivenTo = due.checkpoint();
            }
            rounds.give(part);
        }
    }

    /** Clocks of different machines differ, and may be set back. */
    private SnapshotTiming timing(Barrier due, long fromMs, long takenMs) {
        return new SnapshotTiming(
                Math.max(0, alignment.beganMs() - due.timestamp()),
                Math.max(0, alignment.alignedMs() - alignment.beganMs()),
                Math.max(0, takenMs - fromMs),
                0);
    }

    /** Returns null if an operator cannot: the checkpoint is declined then, and the task goes on. */
    private @Nullable List<OperatorSnapshot> capture(Barrier due) {
        List<OperatorSnapshot> captured = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Stage stage = chain.stage(i);
            try {
                captured.add(stage.snapshot(plan.vertex().chain().get(i).id(), due));
            } catch (TaskCancelledError | OperatorFailure e) {
                throw e; // of what the operator emitted, behind it
            } catch (Exception e) {
                reports.declined(due.checkpoint(), stage.name(), e);
                rounds.decline(
                        attempt,
                        due.checkpoint(),
                        "operator '" + stage.name() + "' of attempt " + attempt + " cannot give its state: " + e);
                return null;
            } catch (Error e) {
                throw chain.failed(i, null, e);
            }
        }
        return captured;
    }

    /** The chain has sent all, with its end: whether the task may finish now. */
    boolean mayFinish() {
        if (awaitsLast && !endIsDurable && !saidThatItWaits) {
            saidThatItWaits = true;
            reports.awaitsCheckpoint();
        }
        return !awaitsLast || endIsDurable;
    }
}
