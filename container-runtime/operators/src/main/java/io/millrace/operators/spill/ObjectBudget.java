package io.millrace.operators.spill;

import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;

/**
 * Counts what records that are kept as objects are estimated to need against the pages of their operator.
 *
 * <p>The estimate is {@link #OBJECT_BYTES} and twice the serialised bytes of a sample: the records 1, 2, 4, 8 and so on, then
 * every 64th. Long text takes as much as its bytes, small boxes several times theirs; all in all an estimate within a small
 * factor will do, for a limit that leaves more than half of the heap to others. Not thread-safe.
 */
public final class ObjectBudget<T> {
    /** The header of an object, some references to it, and padding. */
    private static final int OBJECT_BYTES = 48;

    private static final int SAMPLE_INTERVAL = 64;

    /** Of how many samples the mean is, about. */
    private static final int MEMORY = 8;

    private final Pages pages;
    private final RecordCodec<T> codec;
    private final int pagesMax;
    private final int overheadBytes;
    private final boolean fixed;
    private long records;
    private long meanBytes;
    private int samples;
    private long room;
    private long used;
    private int reserved;

    /**
     * @param pagesMax no more of the operator's pages are reserved
     * @param overheadBytes what the structure itself needs for each record
     */
    public ObjectBudget(Pages pages, int pagesMax, TypeSerializer<T> serializer, int overheadBytes) {
        this.pages = pages;
        this.codec = new RecordCodec<>(serializer);
        this.pagesMax = pagesMax;
        this.overheadBytes = overheadBytes;
        int length = serializer.getLength();
        this.fixed = length >= 0;
        this.meanBytes = Math.max(8, length);
    }

    /** Counts a record to be kept; false, and nothing was counted, if there is no room for it. */
    public boolean take(T record) {
        records++;
        if (!fixed) {
            sample(record);
        }
        return use(bytesEach());
    }

    /**
     * Counts a record that takes the place of one of {@code kept}. Where lengths vary, all of them are counted anew by the mean,
     * so that records which grow one after the other are seen to grow. False, and nothing was counted, if there is no room.
     */
    public boolean replace(T record, long kept) {
        if (fixed) {
            return true;
        }
        records++;
        sample(record);
        long more = kept * bytesEach() - used;
        return more <= 0 || use(more);
    }

    private long bytesEach() {
        return overheadBytes + OBJECT_BYTES + 2 * meanBytes;
    }

    private boolean use(long bytes) {
        while (room < bytes) {
            if (reserved >= pagesMax || !pages.reserve(1)) {
                return false;
            }
            reserved++;
            room += pages.pageBytes();
        }
        room -= bytes;
        used += bytes;
        return true;
    }

    // A record that cannot be serialised is no error as long as nobody has to serialise it.
    private void sample(T record) {
        boolean sample = records <= SAMPLE_INTERVAL ? Long.bitCount(records) == 1 : records % SAMPLE_INTERVAL == 0;
        if (sample) {
            try {
                long bytes = codec.write(record, 0).size();
                // Up and down at one pace: among many small records a large one must not count for those after it.
                samples = Math.min(samples + 1, MEMORY);
                meanBytes += (bytes - meanBytes) / samples;
            } catch (IOException | RuntimeException e) {
                return;
            }
        }
    }

    /** How many pages are counted. */
    public int reserved() {
        return reserved;
    }

    /** What the records that are kept are estimated to need. */
    public long usedBytes() {
        return used;
    }

    /** Some of the records are gone; others may have their room. */
    public void free(long bytes) {
        used -= bytes;
        room += bytes;
    }

    /** All records are gone. */
    public void clear() {
        pages.release(reserved);
        reserved = 0;
        room = 0;
        used = 0;
    }
}
