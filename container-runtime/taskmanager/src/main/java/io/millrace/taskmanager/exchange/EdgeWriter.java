package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/**
 * The ends of one edge at its producer. Which of them a record takes, and whether it is copied, says the {@link
 * RecordRouter}. Used by the thread that runs the task.
 */
public final class EdgeWriter {
    private final TypeSerializer<Object> serializer;
    private final OutputChannel[] channels;
    private final RecordSize recordSize;

    /** @param channels those to the connected consumers, ascending; one for all if what is broadcast is kept */
    EdgeWriter(List<? extends Outlet> channels, TypeSerializer<Object> serializer, TaskOutputs outputs) {
        this.serializer = serializer;
        this.recordSize = new RecordSize();
        List<OutputChannel> ends = new ArrayList<>();
        for (Outlet channel : channels) {
            ends.add(new OutputChannel(channel, outputs, this));
        }
        this.channels = ends.toArray(new OutputChannel[0]);
    }

    /** How many channels there are. */
    public int channels() {
        return channels.length;
    }

    /** Appends a record, which nobody changes any more, to one channel. */
    public void append(int channel, Object record, long timestamp) {
        channels[channel].append(record, timestamp);
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
