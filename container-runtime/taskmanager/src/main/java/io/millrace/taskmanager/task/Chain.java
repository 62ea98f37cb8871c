package io.millrace.taskmanager.task;

import io.millrace.taskmanager.exchange.TaskCancelledError;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a task, and the cascade of events through them.
 *
 * <h2>The cascade</h2>
 * <ol>
 *   <li>An event (watermark, idle, active, end, due time) waits at the stage it concerns.
 *   <li>Of the stages that have something to do, the last one goes first: so what an emission released has gone all the
 *       way before its next piece is pulled, and nothing piles up between operators.
 *   <li>The operator is asked for its emission, which is pulled piece by piece while the outputs have room; at its end the
 *       event goes to the next stage, or out.
 * </ol>
 * Used by one thread at a time.
 */
public final class Chain {
    private final TaskOutputs outputs;
    private Stage[] stages = new Stage[0];
    private boolean attention;
    private boolean ended;
    private @Nullable OperatorFailure firstFailure;

    Chain(TaskOutputs outputs) {
        this.outputs = outputs;
    }

    void stages(List<Stage> inOrder) {
        stages = inOrder.toArray(new Stage[0]);
    }

    Stage stage(int index) {
        return stages[index];
    }

    int size() {
        return stages.length;
    }

    public Stage head() {
        return stages[0];
    }

    /** Something waits: an event for the cascade, or room in the outputs. The loop over a batch stops for it. */
    public boolean needsAttention() {
        return attention;
    }

    void attend() {
        attention = true;
    }

    /** All of the output, with its end, has been written. */
    boolean hasEnded() {
        return ended;
    }

    public void ended() {
        ended = true;
    }

    /**
     * Goes on with the cascade while the outputs have room.
     *
     * @param pieces how many pieces and events at most
     * @return true if nothing is left to do
     */
    boolean cascade(int pieces) {
        for (int i = 0; i < pieces; i++) {
            if (outputs.isOverflowing()) {
                return false;
            }
            Stage last = lastPending(0);
            if (last == null) {
                attention = false;
                return true;
            }
            last.advance();
        }
        return false;
    }

    /** Moves all that waits at stage {@code from} and behind it, whether the outputs have room or not. */
    public void settle(int from) {
        for (Stage last = lastPending(from); last != null; last = lastPending(from)) {
            last.advance();
        }
        attention = outputs.isOverflowing() || lastPending(0) != null;
    }

    private @Nullable Stage lastPending(int from) {
        for (int i = stages.length - 1; i >= from; i--) {
            if (stages[i].isPending()) {
                return stages[i];
            }
        }
        return null;
    }

    /**
     * What to throw when an operator threw: carries the place and the record. The first one is kept, so that a failure
     * counts also when user code further up catches it.
     */
    public RuntimeException failed(int operator, @Nullable Object record, Throwable thrown) {
        return failed(operator, operator, record, thrown);
    }

    /** As {@link #failed(int, Object, Throwable)}, of a record that is known only as it came to {@code cameTo}. */
    RuntimeException failed(int operator, int cameTo, @Nullable Object record, Throwable thrown) {
        if (thrown instanceof TaskCancelledError cancelled) {
            throw cancelled;
        }
        if (firstFailure == null) {
            firstFailure = new OperatorFailure(operator, cameTo, record, thrown);
            attention = true;
        }
        return firstFailure;
    }

    /** Closes from the first to the last, whatever happens; returns the first failure to close. */
    @Nullable
    OperatorFailure close(TaskReports reports) {
        Thread.interrupted(); // a left-over of cancelling would break the I/O of close
        OperatorFailure first = null;
        for (Stage stage : stages) {
            try {
                stage.close();
            } catch (Throwable t) {
                if (firstFailure == null) {
                    first = new OperatorFailure(stage.index(), stage.index(), null, t);
                    firstFailure = first;
                } else {
                    reports.ignored("close() of '" + stage.name() + "'", t);
                }
            }
        }
        return first;
    }

    /** The first failure of an operator, also if nobody let it through. */
    @Nullable
    OperatorFailure firstFailure() {
        return firstFailure;
    }
}
