package io.millrace.iterations.step;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operator with two inputs inside a loop: in each superstep a new one, as {@link StepOperator} does.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Both inputs are read whatever the operator selects, or the cycle of the loop could block. What it does not want yet is
 *       held back; a constant input is kept for all supersteps.
 *   <li>What it wants goes to it as it comes; an input whose end it wants is ended.
 *   <li>When all of the superstep is there, the operator is given the rest, in the order that it selects.
 * </ol>
 * Memory: what is held back spills; a third of the pages is for it.
 */
public final class StepPairOperator<L, R, OUT> implements TwoInputOperator<L, R, OUT> {
    private static final int PIECE = 256;

    private final StepPairFactory<L, R> plan;
    private @Nullable TwoInputOperator<L, R, OUT> inner;
    private boolean wantsLeft;
    private boolean wantsRight;

    @SuppressWarnings("NullAway.Init")
    private StepSide<L> left;

    @SuppressWarnings("NullAway.Init")
    private StepSide<R> right;

    @SuppressWarnings("NullAway.Init")
    private StepContext context;

    @SuppressWarnings("NullAway.Init")
    private Output<OUT> output;

    public StepPairOperator(StepPairFactory<L, R> plan) {
        this.plan = plan;
    }

    @Override
    public void open(OperatorContext task, Output<OUT> to) {
        int share = Math.max(1, task.pages().limit() / 6);
        left = new StepSide<>(plan.left(), "left", task, share);
        right = new StepSide<>(plan.right(), "right", task, share);
        context = new StepContext(task, plan.rules(), 2 * share);
        output = to;
    }

    @Override
    public void beginSuperstep(int number, byte[] news) throws Exception {
        context.begin(number, news);
        left.beginSuperstep();
        right.beginSuperstep();
        TwoInputOperator<L, R, OUT> next = plan.operator();
        inner = next;
        next.open(context, output);
        select(next);
    }

    /** Asks the operator of the superstep which of its inputs may go to it as they come. */
    private void select(TwoInputOperator<L, R, OUT> running) {
        InputSelection selection =
                left.isTold() ? InputSelection.RIGHT : right.isTold() ? InputSelection.LEFT : running.nextInput();
        wantsLeft = selection != InputSelection.RIGHT && !left.isConstant() && !left.holds() && !left.isTold();
        wantsRight = selection != InputSelection.LEFT && !right.isConstant() && !right.holds() && !right.isTold();
    }

    @Override
    public void processLeft(L record, long timestamp) throws Exception {
        TwoInputOperator<L, R, OUT> running = inner;
        if (wantsLeft && running != null) {
            running.processLeft(record, timestamp);
        } else {
            left.hold(record);
        }
    }

    @Override
    public void processRight(R record, long timestamp) throws Exception {
        TwoInputOperator<L, R, OUT> running = inner;
        if (wantsRight && running != null) {
            running.processRight(record, timestamp);
        } else {
            right.hold(record);
        }
    }

    @Override
    public Emission<OUT> endLeft() throws Exception {
        if (left.isConstant()) {
            left.constantArrived();
        } else {
            left.arrived();
        }
        TwoInputOperator<L, R, OUT> running = inner;
        if (running != null && wantsLeft && !right.hasArrived()) {
            left.told();
            Emission<OUT> released = running.endLeft();
            select(running);
            return released;
        }
        return finish();
    }

    @Override
    public Emission<OUT> endRight() throws Exception {
        if (right.isConstant()) {
            right.constantArrived();
        } else {
            right.arrived();
        }
        TwoInputOperator<L, R, OUT> running = inner;
        if (running != null && wantsRight && !left.hasArrived()) {
            right.told();
            Emission<OUT> released = running.endRight();
            select(running);
            return released;
        }
        return finish();
    }

    // A constant input may be whole before the first superstep has begun, or while the other one is still coming.
    private Emission<OUT> finish() {
        TwoInputOperator<L, R, OUT> running = inner;
        return running != null && left.hasArrived() && right.hasArrived() ? new Rest(running) : Emission.none();
    }

    @Override
    public Emission<OUT> onTime(long now) throws Exception {
        TwoInputOperator<L, R, OUT> running = inner;
        return running == null ? Emission.none() : running.onTime(now);
    }

    @Override
    public byte[] endSuperstep() throws Exception {
        closeInner();
        wantsLeft = false;
        wantsRight = false;
        left.endSuperstep();
        right.endSuperstep();
        return context.end();
    }

    private void closeInner() throws Exception {
        TwoInputOperator<L, R, OUT> running = inner;
        if (running != null) {
            inner = null;
            running.close();
        }
    }

    @Override
    public void close() throws Exception {
        try {
            closeInner();
        } finally {
            if (left != null) {
                left.close();
                right.close();
            }
        }
    }

    /** Gives the operator of the superstep all that it was not given yet, and the ends. */
    private final class Rest implements Emission<OUT> {
        private final TwoInputOperator<L, R, OUT> running;
        private @Nullable Emission<OUT> released;

        Rest(TwoInputOperator<L, R, OUT> running) {
            this.running = running;
        }

        @Override
        public boolean next(Output<OUT> to) throws Exception {
            Emission<OUT> pulled = released;
            if (pulled != null) {
                released = pulled.next(to) ? pulled : null;
                return true;
            }
            if (left.isTold() && right.isTold()) {
                return false;
            }
            if (isLeftNext()) {
                giveLeft();
            } else {
                giveRight();
            }
            return true;
        }

        private boolean isLeftNext() {
            return right.isTold() || (!left.isTold() && running.nextInput() != InputSelection.RIGHT);
        }

        private void giveLeft() throws Exception {
            for (int i = 0; i < PIECE; i++) {
                L record = left.next();
                if (record == null) {
                    left.told();
                    released = running.endLeft();
                    return;
                }
                running.processLeft(record, Output.NO_TIMESTAMP);
            }
        }

        private void giveRight() throws Exception {
            for (int i = 0; i < PIECE; i++) {
                R record = right.next();
                if (record == null) {
                    right.told();
                    released = running.endRight();
                    return;
                }
                running.processRight(record, Output.NO_TIMESTAMP);
            }
        }
    }
}
