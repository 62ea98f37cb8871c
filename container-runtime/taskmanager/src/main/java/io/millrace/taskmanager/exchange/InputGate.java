package io.millrace.taskmanager.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a task: all channels of all edges that lead to it, read in turn, a batch from each. Merges their
 * watermarks. Used by the thread that runs the task.
 */
public final class InputGate {
    private final Inlet[] channels;
    private final boolean[] ended;
    private final WatermarkValve valve;
    private int open;
    private int next;
    private int last;

    public InputGate(List<? extends Inlet> channels, WakeUp consumer) {
        this.channels = channels.toArray(new Inlet[0]);
        this.ended = new boolean[this.channels.length];
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
            if (!ended[at]) {
                Element element = channels[at].poll();
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
                ended[last] = true;
                open--;
                yield valve.ended(last);
            }
        };
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
