package io.millrace.iterations.head;

import io.millrace.dataflow.contract.LoopOperator.Turn;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.iterations.snapshot.Block;
import io.millrace.iterations.snapshot.LoopSnapshots;
import io.millrace.iterations.superstep.LoopProgress;
import io.millrace.iterations.superstep.LoopRules;
import io.millrace.iterations.superstep.SuperstepBarrier;
import io.millrace.iterations.superstep.SuperstepBarrier.Conclusion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What heads of all kinds have to do at the beginning and at the end of their supersteps: begin with the inputs or with a
 * snapshot, hear all reports, conclude, and take a snapshot when one is due. Used by the thread that runs the task.
 */
final class LoopCourse {
    /** The state of a head, as it is filled from a snapshot. */
    interface State {
        /** Forgets what the inputs have brought, and heeds no more of it. */
        void forgetInputs() throws Exception;

        void restore(Block records) throws Exception;
    }

    private final SuperstepBarrier barrier;
    private final LoopProgress progress;
    private final LoopSnapshots snapshots;
    private final int firstFedBack;
    private int number;
    private byte[] news = Operator.NOTHING_TO_REPORT;
    private boolean restoring;
    private boolean saving;

    /**
     * @param fed what is fed back by each input, as {@link LoopProgress} calls it
     * @param firstFedBack the first of these inputs
     * @param endsIfEmpty that one of them, from 0, whose records the loop needs to go on; -1 if none
     */
    LoopCourse(LoopRules rules, OperatorContext context, List<String> fed, int firstFedBack, int endsIfEmpty) {
        this.barrier = new SuperstepBarrier(rules, fed.size(), endsIfEmpty, context.userClassLoader());
        this.progress = new LoopProgress(rules, context, fed);
        this.snapshots = new LoopSnapshots(context);
        this.firstFedBack = firstFedBack;
    }

    /** Where snapshots go, and when something may be written. */
    LoopSnapshots snapshots() {
        return snapshots;
    }

    /**
     * Fills the head before the first superstep of this run; {@link Turn#BEGINS} when that may begin.
     *
     * @param filled whether the inputs have brought all
     */
    Turn fill(boolean filled, State state) throws Exception {
        switch (snapshots.start()) {
            case UNKNOWN -> {
                return Turn.WAITING;
            }
            case INPUTS -> {
                if (!filled) {
                    return Turn.WAITING;
                }
            }
            case SNAPSHOT -> {
                Turn turn = restore(state);
                if (turn != Turn.BEGINS) {
                    return turn;
                }
            }
        }
        news = snapshots.firstNews();
        return Turn.BEGINS;
    }

    private Turn restore(State state) throws Exception {
        if (!restoring) {
            restoring = true;
            state.forgetInputs();
        }
        Optional<Block> block = snapshots.nextRestored();
        if (block.isPresent()) {
            state.restore(block.get());
            return Turn.MORE;
        }
        if (!snapshots.isRestored()) {
            return Turn.WAITING;
        }
        number = snapshots.restored();
        return Turn.BEGINS;
    }

    /** Whether what the inputs from outside bring is of no use, as all comes from a snapshot. */
    boolean isRestoring() {
        return restoring;
    }

    Turn begin() {
        number++;
        return Turn.BEGINS;
    }

    /** As {@link io.millrace.dataflow.contract.LoopOperator#endSuperstep}. */
    void ended(int input, List<byte[]> reports) throws IOException, ClassNotFoundException {
        barrier.ended(input - firstFedBack, reports);
        progress.ended(input - firstFedBack, reports);
    }

    /** Whether the superstep may be concluded. */
    boolean isThrough() {
        return barrier.isReached() && snapshots.mayConclude();
    }

    Conclusion conclude() throws Exception {
        Conclusion conclusion = barrier.conclude(number);
        progress.concluded(number, conclusion.last(), conclusion.aggregates());
        saving = snapshots.concluded(number, conclusion);
        news = snapshots.news(conclusion);
        return conclusion;
    }

    /** Whether a snapshot is being taken: what the step is fed with is to be written. */
    boolean isSaving() {
        return saving;
    }

    /** All that the superstep is fed with is out, and written if it was to be. */
    Turn fed() throws IOException {
        if (saving) {
            saving = false;
            snapshots.commit();
        }
        return Turn.FED;
    }

    int number() {
        return number;
    }

    byte[] news() {
        return news;
    }

    byte[] report() {
        return snapshots.report(number);
    }

    void told(byte[] message) throws IOException, ClassNotFoundException {
        snapshots.told(message);
    }

    void close() {
        snapshots.close();
    }
}
