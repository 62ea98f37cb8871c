package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.StatefulSinkWriter;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.SupportsWriterState;
import io.millrace.datastream.sink.WriterInitContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record to a sink's writer.
 *
 * <p>With checkpoints the writer is flushed for each of them, and keeps its state in it; what it prepared is committed by the
 * {@link TaskCommitter} when the checkpoint is complete. In a job without checkpoints the {@link CommitCoordinator} commits when the
 * whole job has finished.
 */
public final class SinkWriterOperator<IN> implements OneInputOperator<IN, Void> {
    private static final String WRITERS = "writers";

    // What it was told.
    private final Sink<IN> sink;
    private final boolean batch;

    // What it knows.
    private boolean commitsAtEnd;

    // What it holds.
    @SuppressWarnings("NullAway.Init")
    private OperatorContext context;

    @SuppressWarnings("NullAway.Init")
    private SinkWriter<IN> writer;

    @SuppressWarnings("NullAway.Init")
    private TaskTimers timers;

    private @Nullable TaskCommitter<?> committer;
    private final RecordContext current = new RecordContext();

    public SinkWriterOperator(Sink<IN> sink, boolean batch) {
        this.sink = sink;
        this.batch = batch;
    }

    @Override
    public void open(OperatorContext context, Output<Void> output) throws Exception {
        this.context = context;
        commitsAtEnd = batch
                || context.configuration()
                        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .isEmpty();
        timers = new TaskTimers(context);
        if (sink instanceof SupportsCommitter<?> committing) {
            // Before there is a writer: it may want to find what was written before it.
            TaskCommitter<?> created = new TaskCommitter<>(committing, context, timers);
            committer = created;
            created.restore(context.restored());
        }
        // As the newer type, else the compiler would take the older form of the method.
        WriterInitContext forWriter = new TaskWriterContext(context, timers);
        writer = sink instanceof SupportsWriterState<?, ?> stateful
                        && context.restored().isRestored()
                ? restoreWriter(stateful, forWriter, context.restored())
                : sink.createWriter(forWriter);
    }

    @SuppressWarnings("unchecked")
    private <S> SinkWriter<IN> restoreWriter(
            SupportsWriterState<?, S> stateful, WriterInitContext forWriter, RestoreReader reader) throws Exception {
        SplitCodec<S> codec = new SplitCodec<>(stateful.getWriterStateSerializer());
        return ((SupportsWriterState<IN, S>) stateful).restoreWriter(forWriter, codec.decodeAll(reader.list(WRITERS)));
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
        TaskCommitter<?> committing = committer;
        if (committing != null) {
            committing.end();
            if (commitsAtEnd) {
                Written written = new Written(context.task().getAttemptNumber(), committing.handOver(writer));
                context.tellCoordinator(InstantiationUtil.serializeObject(written));
            }
        }
        return Emission.none();
    }

    @Override
    public boolean readsEventTime() {
        return true;
    }

    @Override
    public void snapshot(SnapshotWriter snapshot) throws Exception {
        writer.flush(false);
        if (committer != null) {
            committer.snapshot(writer, snapshot);
        }
        if (sink instanceof SupportsWriterState<?, ?> stateful) {
            snapshot.list(WRITERS, writerStates(stateful, snapshot.checkpointId()), Redistribution.SPLIT);
        }
    }

    @SuppressWarnings("unchecked")
    private <S> List<byte[]> writerStates(SupportsWriterState<?, S> stateful, long checkpoint) throws Exception {
        SplitCodec<S> codec = new SplitCodec<>(stateful.getWriterStateSerializer());
        List<byte[]> encoded = new ArrayList<>();
        for (S state : ((StatefulSinkWriter<IN, S>) writer).snapshotState(checkpoint)) {
            encoded.add(codec.encode(state));
        }
        return encoded;
    }

    @Override
    public boolean commits() {
        return committer != null;
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        if (committer != null) {
            committer.complete(checkpoint);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // open may have failed before there was a writer
    public void close() throws Exception {
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            if (committer != null) {
                committer.close();
            }
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
