package io.millrace.taskmanager.exchange;

import java.util.ArrayList;
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

    /** Those that are not read: they have ended, or wait behind a barrier or for the others to end the superstep. */
    private final boolean[] closed;

    private final boolean[] aligned;

    /** Barriers of a later checkpoint, of channels that have brought that of the one that is being aligned. */
    private final Element.@Nullable Barrier[] waiting;

    private final WatermarkValve valve;
    private int open;
    private int next;
    private int last;
    private int alignedOpen;
    private @Nullable Alignment alignment;

    // Of a loop: the superstep that has begun, and what the channels that have ended it brought.
    private int superstep;
    private int superstepEnds;
    private List<byte[]> @Nullable [] reports;

    public InputGate(List<? extends Inlet> channels, WakeUp consumer) {
        this.channels = channels.toArray(new Inlet[0]);
        this.ended = new boolean[this.channels.length];
        this.closed = new boolean[this.channels.length];
        this.aligned = new boolean[this.channels.length];
        this.waiting = new Element.Barrier[this.channels.length];
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
        if (element instanceof Element.Superstep) {
            return WatermarkValve.Change.NONE;
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

    /**
     * Takes note of the event of a superstep that {@link #poll} returned last.
     *
     * @return what it means for the whole gate: the beginning that came first, the end that came last with the reports of all
     *     channels in their order; null for the others
     */
    public Element.@Nullable Superstep merged(Element.Superstep event) {
        if (event instanceof Element.SuperstepEnd end) {
            return ended(end);
        }
        if (event.number() <= superstep) {
            return null;
        }
        superstep = event.number();
        return event;
    }

    @SuppressWarnings("unchecked")
    private Element.@Nullable Superstep ended(Element.SuperstepEnd end) {
        if (channels.length == 1) {
            return end;
        }
        if (reports == null) {
            reports = (List<byte[]>[]) new List<?>[channels.length];
        }
        reports[last] = end.reports();
        superstepEnds++;
        // Who has heard of all ends may begin the next superstep before this gate has heard of all.
        closed[last] = true;
        if (superstepEnds < open) {
            return null;
        }
        superstepEnds = 0;
        System.arraycopy(ended, 0, closed, 0, ended.length);
        List<byte[]> all = new ArrayList<>();
        for (List<byte[]> each : reports) {
            if (each != null) {
                all.addAll(each);
            }
        }
        Arrays.fill(reports, null);
        return new Element.SuperstepEnd(end.number(), all);
    }

    /** Tells the barriers of a channel on until something else comes from it, or nothing. */
    private @Nullable Element afterBarriers(int channel, Element first) {
        Element element = first;
        while (element instanceof Element.Barrier barrier) {
            Alignment by = alignment;
            if (by == null) {
                throw new IllegalStateException("a barrier came to an input that takes part in no checkpoints");
            }
            if (aligned[channel]) {
                // Of two checkpoints at once the earlier is finished first; it can be, as this channel was there in
                // time.
                waiting[channel] = barrier;
                closed[channel] = true;
                return null;
            }
            arrived(channel, barrier, by);
            element = closed[channel] ? null : channels[channel].poll();
        }
        return element;
    }

    private void arrived(int channel, Element.Barrier barrier, Alignment by) {
        if (by.arrived(barrier)) {
            alignedOpen += aligned[channel] ? 0 : 1;
            aligned[channel] = true;
            closed[channel] = by.holdsChannels();
            by.progressed();
        }
    }

    /** The lowest checkpoint whose barrier waits here; {@link Long#MAX_VALUE} if none does. */
    long firstWaiting() {
        long first = Long.MAX_VALUE;
        for (Element.Barrier barrier : waiting) {
            first = barrier == null ? first : Math.min(first, barrier.checkpoint());
        }
        return first;
    }

    /** Nothing is being aligned: the barriers of this checkpoint that had come too early come now. */
    void letIn(long checkpoint) {
        for (int channel = 0; channel < waiting.length; channel++) {
            Element.Barrier barrier = waiting[channel];
            Alignment by = alignment;
            if (barrier != null && by != null && barrier.checkpoint() == checkpoint) {
                waiting[channel] = null;
                closed[channel] = false;
                arrived(channel, barrier, by);
            }
        }
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

    /** All channels that have not ended, and where no barrier waits, are read again; none has brought a barrier. */
    void releaseHeld() {
        for (int channel = 0; channel < closed.length; channel++) {
            closed[channel] = ended[channel] || waiting[channel] != null;
        }
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
