package io.millrace.taskmanager.exchange;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a task: all channels of all edges that lead to it, read in turn, a batch from each. Merges their
 * watermarks. Used by the thread that runs the task.
 */
public final class InputGate {
    private final Inlet[] channels;
    private final boolean[] ended;

    /** Those that are not read: they have ended, or wait behind a barrier. */
    private final boolean[] closed;

    private final boolean[] aligned;
    private final WatermarkValve valve;
    private int open;
    private int next;
    private int last;
    private int alignedOpen;
    private @Nullable Alignment alignment;

    public InputGate(List<? extends Inlet> channels, WakeUp consumer) {
        this.channels = channels.toArray(new Inlet[0]);
        this.ended = new boolean[this.channels.length];
        this.closed = new boolean[this.channels.length];
        this.aligned = new boolean[this.channels.length];
        this.valve = new WatermarkValve(this.channels.length);
        this.open = this.channels.length;
        for (Inlet channel : channels) {
            channel.onElement(consumer);
        }
    }

    /**
     * The next element of any channel, or null if there is none now. What it means for event time is to be asked of
     * {@link #observe}.
     */
    public @Nullable Element poll() {
        int count = channels.length;
        int at = next;
        for (int i = 0; i < count; i++) {
            if (!closed[at]) {
                Element element = channels[at].poll();
                if (element instanceof Element.Barrier) {
                    element = afterBarriers(at, element);
                }
                if (element != null) {
                    last = at;
                    next = at + 1 == count ? 0 : at + 1;
                    return element;
                }
            }
            at = at + 1 == count ? 0 : at + 1;
        }
        return null;
    }

    /** Takes note of the element that {@link #poll} returned last; says what changed for the whole gate. */
    public WatermarkValve.Change observe(Element element) {
        if (element instanceof Element.Watermark watermark) {
            return valve.watermark(last, watermark.time());
        }
        if (element instanceof Batch) {
            return valve.active(last);
        }
        return switch ((Element.Signal) element) {
            case IDLE -> valve.idle(last);
            case ACTIVE -> valve.active(last);
            case END -> {
                end(last);
                yield valve.ended(last);
            }
        };
    }

    /** Tells the barriers of a channel on until something else comes from it, or nothing. */
    private @Nullable Element afterBarriers(int channel, Element first) {
        Element element = first;
        while (element instanceof Element.Barrier barrier) {
            Alignment by = alignment;
            if (by == null) {
                throw new IllegalStateException("a barrier came to an input that takes part in no checkpoints");
            }
            if (by.arrived(barrier)) {
                alignedOpen += aligned[channel] ? 0 : 1;
                aligned[channel] = true;
                closed[channel] = by.holdsChannels();
                by.progressed();
            }
            element = closed[channel] ? null : channels[channel].poll();
        }
        return element;
    }

    private void end(int channel) {
        ended[channel] = true;
        closed[channel] = true;
        alignedOpen -= aligned[channel] ? 1 : 0;
        open--;
        if (alignment != null) {
            alignment.progressed();
        }
    }

    /** Who is told of barriers. Before the first {@link #poll}. */
    void alignBy(Alignment by) {
        alignment = by;
    }

    /** Whether all channels that have not ended have brought the barrier. */
    boolean isAligned() {
        return alignedOpen == open;
    }

    /** All channels that have not ended are read again; none has brought a barrier. */
    void releaseHeld() {
        System.arraycopy(ended, 0, closed, 0, ended.length);
        Arrays.fill(aligned, false);
        alignedOpen = 0;
    }

    /** Whether all channels have ended; true from the start if there are none. */
    public boolean isEnded() {
        return open == 0;
    }

    public long watermark() {
        return valve.watermark();
    }

    /** Gives the channels back to the hub. The last call. */
    public void release(ChannelHub hub) {
        for (Inlet channel : channels) {
            channel.release(hub);
        }
    }
}
