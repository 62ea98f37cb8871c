package io.millrace.taskmanager.exchange;

import java.util.Arrays;

/**
 * Merges the event time of several lanes: the smallest watermark of the lanes that are neither idle nor ended, never
 * going back. Idle when no lane is left to wait for but some have not ended.
 *
 * <p>A lane at {@link Long#MAX_VALUE} has no more to say about time and is not waited for; but it does not carry time past
 * lanes that are idle, or the records they may still send would all be late.
 */
public final class WatermarkValve {
    /** What a change of a lane meant for the whole. */
    public enum Change {
        NONE,
        /** {@link #watermark} has grown. */
        WATERMARK,
        /** All lanes that have not ended are idle. */
        IDLE,
        /** Was idle, and is not any more; the watermark is as before. */
        ACTIVE
    }

    private static final byte WAITED_FOR = 0;
    private static final byte RESTING = 1;
    private static final byte OVER = 2;

    private final long[] watermarks;
    private final byte[] states;
    private long merged = Long.MIN_VALUE;
    private boolean idle;

    public WatermarkValve(int lanes) {
        watermarks = new long[lanes];
        Arrays.fill(watermarks, Long.MIN_VALUE);
        states = new byte[lanes];
    }

    /** The merged watermark; {@link Long#MIN_VALUE} before the first. */
    public long watermark() {
        return merged;
    }

    public boolean isIdle() {
        return idle;
    }

    /** A watermark of a lane, which is active again by it. The merged one grows or nothing is to be told. */
    public Change watermark(int lane, long watermark) {
        if (states[lane] == OVER) {
            return Change.NONE;
        }
        states[lane] = WAITED_FOR;
        watermarks[lane] = Math.max(watermarks[lane], watermark);
        return merge();
    }

    public Change idle(int lane) {
        if (states[lane] != WAITED_FOR) {
            return Change.NONE;
        }
        states[lane] = RESTING;
        return merge();
    }

    /** A record came from the lane, or it said so. Cheap if it was not idle. */
    public Change active(int lane) {
        if (states[lane] != RESTING) {
            return Change.NONE;
        }
        states[lane] = WAITED_FOR;
        return merge();
    }

    /** The lane has ended; event time does not wait for it. */
    public Change ended(int lane) {
        if (states[lane] == OVER) {
            return Change.NONE;
        }
        states[lane] = OVER;
        return merge();
    }

    private Change merge() {
        long smallest = Long.MAX_VALUE;
        boolean waiting = false;
        boolean resting = false;
        boolean complete = false;
        for (int i = 0; i < states.length; i++) {
            if (watermarks[i] == Long.MAX_VALUE) {
                complete = true;
            } else if (states[i] == WAITED_FOR) {
                waiting = true;
                smallest = Math.min(smallest, watermarks[i]);
            } else if (states[i] == RESTING) {
                resting = true;
            }
        }
        boolean wasIdle = idle;
        idle = resting && !waiting;
        boolean known = waiting || (complete && !resting);
        if (known && smallest > merged) {
            merged = smallest;
            return Change.WATERMARK;
        }
        if (idle != wasIdle) {
            return idle ? Change.IDLE : waiting ? Change.ACTIVE : Change.NONE;
        }
        return Change.NONE;
    }
}
