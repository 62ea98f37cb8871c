package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.datastream.feedback.FeedbackChannel;
import io.millrace.datastream.feedback.FeedbackChannels;
import io.millrace.datastream.feedback.FeedbackKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The tail of a streaming loop: sends each record, with its timestamp, back to the head. A snapshot has what is in flight. */
public final class LoopTailOperator<T> implements OneInputOperator<T, Void> {
    private static final String IN_FLIGHT = "in-flight";

    private final int loop;
    private final TypeInformation<T> type;
    private @Nullable FeedbackKey key;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @SuppressWarnings("NullAway.Init")
    private FeedbackChannel channel;

    @SuppressWarnings("NullAway.Init")
    private TypeSerializer<T> serializer;

    public LoopTailOperator(int loop, TypeInformation<T> type) {
        this.loop = loop;
        this.type = type;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) {
        serializer = type.createSerializer(context.executionConfig().getSerializerConfig());
        key = new FeedbackKey(context.job().getJobId(), loop, context.task().getIndexOfThisSubtask());
        channel = FeedbackChannels.open(key);
        channel.openTail(() -> context.spillFiles().create("feedback"));
    }

    @Override
    public void process(T record, long timestamp) throws IOException {
        bytes.reset();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(timestamp);
        serializer.serialize(record, out);
        channel.add(bytes.toByteArray());
    }

    @Override
    public void snapshot(SnapshotWriter writer) {
        writer.list(IN_FLIGHT, channel.endCheckpoint(writer.checkpointId()), SnapshotWriter.Redistribution.SPLIT);
    }

    @Override
    public void restore(RestoreReader reader) throws IOException {
        for (byte[] record : reader.list(IN_FLIGHT)) {
            channel.add(record);
        }
    }

    @Override
    public void close() throws IOException {
        if (key != null) {
            FeedbackChannels.close(key, false);
            channel.closeTail();
        }
    }
}
