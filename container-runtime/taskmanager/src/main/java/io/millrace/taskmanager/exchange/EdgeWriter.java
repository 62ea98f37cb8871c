package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/**
 * The ends of one edge at its producer. Which of them a record takes, and whether it is copied, says the {@link
 * RecordRouter}. Used by the thread that runs the task.
 */
public final class EdgeWriter {
    private final OutputChannel[] channels;
    private final boolean[] keeps;

    /** @param channels those to the connected consumers, ascending; one for all if what is broadcast is kept */
    EdgeWriter(List<? extends Outlet> channels, TypeSerializer<Object> serializer, TaskOutputs outputs) {
        RecordSize recordSize = new RecordSize(serializer);
        List<OutputChannel> ends = new ArrayList<>();
        for (Outlet channel : channels) {
            ends.add(new OutputChannel(channel, outputs, recordSize));
        }
        this.channels = ends.toArray(new OutputChannel[0]);
        this.keeps = new boolean[this.channels.length];
        for (int i = 0; i < keeps.length; i++) {
            keeps[i] = channels.get(i).writer() == null;
        }
    }

    /** How many channels there are. */
    public int channels() {
        return channels.length;
    }

    /** Whether a channel holds on to the records themselves; if not, they are serialised before {@link #append} returns. */
    public boolean keeps(int channel) {
        return keeps[channel];
    }

    /** Appends a record, which nobody changes any more if the channel {@link #keeps} it. */
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
}
