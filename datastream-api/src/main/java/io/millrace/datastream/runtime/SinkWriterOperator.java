package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.WriterInitContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record to a sink's writer; at the end flushes it, and hands what is to be committed to the {@link
 * CommitCoordinator}, which commits when the whole job has finished.
 */
public final class SinkWriterOperator<IN> implements OneInputOperator<IN, Void> {
    // What it was told.
    private final Sink<IN> sink;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private SinkWriter<IN> writer;

    @SuppressWarnings("NullAway.Init")
    private TaskTimers timers;

    private final RecordContext current = new RecordContext();

    public SinkWriterOperator(Sink<IN> sink) {
        this.sink = sink;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) throws Exception {
        this.context = context;
        timers = new TaskTimers(context);
        // As the newer type, else the compiler would take the older form of the method.
        WriterInitContext forWriter = new TaskWriterContext(context, timers);
        writer = sink.createWriter(forWriter);
    }

    @Override
    public void process(IN record, long timestamp) throws Exception {
        current.timestamp = timestamp;
        writer.write(record, current);
    }

    @Override
    public Emission<Void> onWatermark(long watermark) throws Exception {
        current.watermark = watermark;
        writer.writeWatermark(new Watermark(watermark));
        return Emission.none();
    }

    @Override
    public Emission<Void> onTime(long now) throws Exception {
        timers.fire(now);
        return Emission.none();
    }

    @Override
    public Emission<Void> endInput() throws Exception {
        writer.flush(true);
        if (sink instanceof SupportsCommitter<?> committing) {
            handOver(committing);
        }
        return Emission.none();
    }

    @SuppressWarnings("unchecked")
    private <C> void handOver(SupportsCommitter<C> committing) throws Exception {
        Collection<C> committables = ((CommittingSinkWriter<IN, C>) writer).prepareCommit();
        SplitCodec<C> codec = new SplitCodec<>(committing.getCommittableSerializer());
        List<byte[]> encoded = new ArrayList<>(committables.size());
        for (C committable : committables) {
            encoded.add(codec.encode(committable));
        }
        Written written = new Written(context.task().getAttemptNumber(), encoded);
        context.tellCoordinator(InstantiationUtil.serializeObject(written));
    }

    @Override
    @SuppressWarnings("NullAway") // open may have failed before there was a writer
    public void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
    }

    /** What an attempt wrote, to be committed if it is the one that counts. */
    record Written(int attempt, List<byte[]> committables) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private static final class RecordContext implements SinkWriter.Context {
        private long timestamp;
        private long watermark = Long.MIN_VALUE;

        @Override
        public long currentWatermark() {
            return watermark;
        }

        @Override
        public @Nullable Long timestamp() {
            return timestamp == Output.NO_TIMESTAMP ? null : timestamp;
        }
    }
}
