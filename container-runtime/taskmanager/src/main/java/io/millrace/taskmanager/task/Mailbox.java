package io.millrace.taskmanager.task;

import io.millrace.taskmanager.exchange.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What other threads leave for a task to do in its next step. They put, the task takes; order is kept. */
final class Mailbox {
    /** From a coordinator, or about a checkpoint. */
    sealed interface Letter {}

    record Splits(List<byte[]> splits, boolean noMore) implements Letter {}

    record Told(int operator, byte[] message) implements Letter {}

    /** About a checkpoint, from the JobManager. */
    sealed interface CheckpointLetter extends Letter {}

    record Trigger(Element.Barrier barrier) implements CheckpointLetter {}

    record Completed(long checkpoint) implements CheckpointLetter {}

    record GivenUp(long checkpoint) implements CheckpointLetter {}

    private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
    private final boolean[] woken;
    private volatile boolean anyWoken;

    Mailbox(int operators) {
        woken = new boolean[operators];
    }

    void put(Letter letter) {
        letters.add(letter);
    }

    @Nullable
    Letter take() {
        return letters.poll();
    }

    /** As {@link io.millrace.dataflow.contract.OperatorContext#wakeUp}. */
    void wake(int operator) {
        synchronized (woken) {
            woken[operator] = true;
            anyWoken = true;
        }
    }

    /** Which operators were woken since the last call; null if none was. */
    boolean @Nullable [] takeWoken() {
        if (!anyWoken) {
            return null;
        }
        synchronized (woken) {
            boolean[] taken = woken.clone();
            Arrays.fill(woken, false);
            anyWoken = false;
            return taken;
        }
    }
}
