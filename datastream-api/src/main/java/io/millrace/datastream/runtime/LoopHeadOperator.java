package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.feedback.FeedbackChannel;
import io.millrace.datastream.feedback.FeedbackChannels;
import io.millrace.datastream.feedback.FeedbackKey;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a streaming loop: emits what its tail sends back. It is idle for event time, which is that of the loop's input.
 * It ends when the input has ended and nothing came back for the longest wait; without one it never ends.
 *
 * <p>A snapshot has whether the input had ended; see {@link FeedbackChannel} for the records.
 */
public final class LoopHeadOperator<T> implements SourceOperator<T> {
    private static final int PIECE = 256;
    private static final String ENDED = "input-ended";

    private final LoopHeadFactory<T> told;
    private @Nullable FeedbackKey key;
    private boolean waits;
    private long waitsSince;

    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private FeedbackChannel channel;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> serializer;

    public LoopHeadOperator(LoopHeadFactory<T> told) {
        this.told = told;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        this.context = context;
        serializer = told.type().createSerializer(context.executionConfig().getSerializerConfig());
        key = new FeedbackKey(
                context.job().getJobId(), told.loop(), context.task().getIndexOfThisSubtask());
        channel = FeedbackChannels.open(key);
        channel.openHead(context::wakeUp);
    }

    @Override
    public Progress next(Output<T> output) throws Exception {
        for (int i = 0; i < PIECE; i++) {
            byte[] record = channel.poll();
            if (record == null) {
                output.emitIdle();
                return i > 0 ? waitAnew() : goOnWaiting(output);
            }
            emit(record, output);
        }
        waits = false;
        return Progress.MORE;
    }

    private void emit(byte[] record, Output<T> output) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
        long timestamp = in.readLong();
        output.collect(serializer.deserialize(in), timestamp);
    }

    private Progress waitAnew() {
        waits = false;
        return Progress.MORE;
    }

    private Progress goOnWaiting(Output<T> output) {
        if (told.maxWaitMs() <= 0 || !channel.inputEnded()) {
            return Progress.WAITING;
        }
        long now = context.processingTime();
        if (!waits) {
            waits = true;
            waitsSince = now;
        }
        if (now - waitsSince >= told.maxWaitMs()) {
            output.emitWatermark(Long.MAX_VALUE);
            return Progress.END;
        }
        context.wakeAt(waitsSince + told.maxWaitMs());
        return Progress.WAITING;
    }

    @Override
    public void onTime(long now) {
        context.wakeUp();
    }

    @Override
    public void snapshot(SnapshotWriter writer) throws Exception {
        byte[] ended = {(byte) (channel.inputEnded() ? 1 : 0)};
        writer.list(ENDED, List.of(ended), SnapshotWriter.Redistribution.UNION);
        channel.beginCheckpoint(writer.checkpointId());
    }

    @Override
    public void checkpointAborted(long checkpointId) {
        channel.abortCheckpoint(checkpointId);
    }

    @Override
    public void restore(RestoreReader reader) {
        List<byte[]> ended = reader.list(ENDED);
        if (!ended.isEmpty() && ended.stream().allMatch(one -> one[0] == 1)) {
            channel.endInput();
        }
    }

    @Override
    public void close() {
        if (key != null) {
            channel.openHead(() -> {});
            FeedbackChannels.close(key, false);
        }
    }
}
