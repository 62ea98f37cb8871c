package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of one edge to its consumers. A record that can change is copied here, once for each consumer, since
 * its producer may change it and emit it again. Used by the thread that runs the task.
 */
public final class EdgeWriter {
    private final TypeSerializer<Object> serializer;
    private final @Nullable TypeSerializer<Object> copier;
    private final @Nullable ChannelSelector selector;
    private final boolean broadcast;
    private final OutputChannel[] channels;
    private final RecordSize recordSize;

    /**
     * @param pattern how a record finds its channel
     * @param channels those to the connected consumers, ascending; one for all if what is broadcast is kept
     * @param selector finds it among them; null for the first (or all, if broadcast)
     */
    EdgeWriter(
            ExchangePattern pattern,
            List<? extends Outlet> channels,
            @Nullable ChannelSelector selector,
            TypeSerializer<Object> serializer,
            TaskOutputs outputs) {
        this.selector = selector;
        this.broadcast = pattern instanceof ExchangePattern.Broadcast;
        this.serializer = serializer;
        this.copier = serializer.isImmutableType() ? null : serializer;
        this.recordSize = new RecordSize();
        List<OutputChannel> ends = new ArrayList<>();
        for (Outlet channel : channels) {
            ends.add(new OutputChannel(channel, outputs, this));
        }
        this.channels = ends.toArray(new OutputChannel[0]);
    }

    public void emit(Object record, long timestamp) throws Exception {
        if (broadcast) {
            emitToAll(record, timestamp);
            return;
        }
        ChannelSelector chosen = selector;
        int to = chosen == null ? 0 : chosen.select(record);
        TypeSerializer<Object> copies = copier;
        channels[to].append(copies == null ? record : copies.copy(record), timestamp);
    }

    private void emitToAll(Object record, long timestamp) {
        for (OutputChannel channel : channels) {
            channel.append(copier == null ? record : copier.copy(record), timestamp);
        }
    }

    void event(Element event) {
        for (OutputChannel channel : channels) {
            channel.event(event);
        }
    }

    void flush() {
        for (OutputChannel channel : channels) {
            channel.flush();
        }
    }

    int recordBytes(Batch batch) {
        return recordSize.of(batch, serializer);
    }
}
