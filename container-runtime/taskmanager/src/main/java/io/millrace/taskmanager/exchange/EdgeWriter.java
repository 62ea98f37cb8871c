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
    private final Place place;

    /** Where an edge leads, as far as loops are concerned. */
    public enum Place {
        /** Supersteps are not told over it. */
        OUTSIDE,
        /** From an operator of a loop to another. */
        IN_LOOP,
        /** To the head of the loop. */
        FEEDS_BACK
    }

    /** @param channels those to the connected consumers, ascending; one for all if what is broadcast is kept */
    EdgeWriter(List<? extends Outlet> channels, TypeSerializer<Object> serializer, TaskOutputs outputs, Place place) {
        this.place = place;
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

    Place place() {
        return place;
    }

    /** Sends an event to one consumer, and another to the others. */
    void event(Element toFirst, Element toOthers) {
        for (int i = 0; i < channels.length; i++) {
            channels[i].event(i == 0 ? toFirst : toOthers);
        }
    }

    void flush() {
        for (OutputChannel channel : channels) {
            channel.flush();
        }
    }
}
