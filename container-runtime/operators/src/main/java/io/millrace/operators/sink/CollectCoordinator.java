package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;

/**
 * Passes the batches of {@link CollectSink}s on to the client, in the order in which they come, and answers each so that its
 * sink may send another. Tells the client when the job begins again. The client reads by {@link CollectedRows#next}.
 */
public final class CollectCoordinator implements Coordinator {
    /** First byte of a message to the client: a batch of rows follows. */
    static final byte ROWS = 0;

    /** First byte of a message to the client: all rows so far belong to attempts that were given up. */
    static final byte RESTARTED = 1;

    private static final byte[] ANSWER = {};

    private final String name;

    @SuppressWarnings("NullAway.Init")
    private CoordinatorContext context;

    public CollectCoordinator(String name) {
        this.name = name;
    }

    @Override
    public void start(CoordinatorContext context) {
        this.context = context;
    }

    @Override
    public void said(int subtask, byte[] batch) {
        byte[] message = new byte[batch.length + 1];
        message[0] = ROWS;
        System.arraycopy(batch, 0, message, 1, batch.length);
        context.sayToClient(name, message);
        context.tell(subtask, ANSWER);
    }

    @Override
    public void restarted() {
        context.sayToClient(name, new byte[] {RESTARTED});
    }
}
