package io.millrace.operators.sink;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.types.TypeInformation;

/**
 * Sends the records to the client while the job runs, in order.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Serialise records into a batch; file it when it is full, or a moment after its first record came.
 *   <li>Send filed batches to the coordinator, at most {@link #WINDOW} of them without its answer; the others wait, first
 *       in memory and then on disk ({@link BatchQueue}).
 *   <li>At the end of the input send all that wait, one batch per piece.
 * </ol>
 * Memory: {@link #WINDOW} batches waiting, and one being filled; the rest is on disk.
 */
public final class CollectSink<IN> implements OneInputOperator<IN, Void> {
    /** Batches on their way: enough to hide the round trip, few enough that the control plane is never flooded. */
    static final int WINDOW = 16;

    /** How long a record may wait for others to share its message. */
    private static final long LINGER_MS = 20;

    // What it was told.
    private final TypeInformation<IN> type;

    // What it knows.
    private int unanswered;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private RowBatch<IN> batch;

    @SuppressWarnings("NullAway.Init")
    private BatchQueue waiting;

    public CollectSink(TypeInformation<IN> type) {
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) {
        this.context = context;
        batch = new RowBatch<>(type.createSerializer(context.executionConfig().getSerializerConfig()));
        waiting = new BatchQueue(context.spillFiles(), WINDOW);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        if (batch.isEmpty()) {
            context.wakeAt(context.processingTime() + LINGER_MS);
        }
        batch.add(record);
        if (batch.isFull()) {
            file();
            send();
        }
    }

    @Override
    public Emission<Void> onTime(long now) throws Exception {
        file();
        send();
        return Emission.none();
    }

    /** The coordinator has passed one batch on. */
    @Override
    public void told(byte[] message) throws Exception {
        unanswered--;
        send();
    }

    @Override
    public Emission<Void> endInput() throws Exception {
        context.wakeAt(Long.MAX_VALUE);
        file();
        return this::sendNext;
    }

    @Override
    public void close() throws Exception {
        if (waiting != null) {
            waiting.close();
        }
    }

    private void file() throws Exception {
        if (!batch.isEmpty()) {
            waiting.add(batch.take());
        }
    }

    private void send() throws Exception {
        while (unanswered < WINDOW && !waiting.isEmpty()) {
            context.tellCoordinator(waiting.remove());
            unanswered++;
        }
    }

    // The window does not hold here: answers cannot come between the last record and the end of the task.
    private boolean sendNext(Output<Void> output) throws Exception {
        if (waiting.isEmpty()) {
            return false;
        }
        context.tellCoordinator(waiting.remove());
        unanswered++;
        return true;
    }
}
