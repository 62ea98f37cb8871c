package io.millrace.iterations.solution;

import io.millrace.dataflow.contract.Pages;
import io.millrace.operators.spill.BlockFile;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps buckets in pages, as many as there are pages for, and the others in a file. Not thread-safe.
 *
 * <p>Which one goes is found by the clock algorithm (Corbató, 1969): a hand goes round and takes the first bucket that was not touched
 * since it came by. A bucket goes to the place in the file that it had before, unless it has grown; places that were given
 * up are used again by buckets of the same size.
 *
 * <p>Memory: its pages. The bucket at hand is kept even where no page can be had for it, so that the index gets further however
 * few there are and however long a record is.
 */
final class BucketCache {
    private static final int SIZES = 32;

    private final SpillSpace space;
    private final Pages pages;
    private final int pagesMax;
    private final List<Bucket> held = new ArrayList<>();
    private int hand;
    private int counted;
    private @Nullable BlockFile file;
    private long fileEnd;

    /** Places of the file that nobody has, by the binary logarithm of their length. */
    private final List<ArrayDeque<Long>> vacant = new ArrayList<>();

    BucketCache(SpillSpace space, int pagesMax) {
        this.space = space;
        this.pages = space.pages();
        this.pagesMax = pagesMax;
        for (int i = 0; i < SIZES; i++) {
            vacant.add(new ArrayDeque<>());
        }
    }

    /** The least capacity for entries of so many bytes. */
    int capacityFor(long entriesBytes) {
        int capacity = pages.pageBytes();
        while (!Bucket.fits(entriesBytes, capacity)) {
            capacity = Math.multiplyExact(2, capacity);
        }
        return capacity;
    }

    /** Brings a bucket back into memory; one that never had any becomes empty. */
    void load(Bucket bucket) throws IOException {
        if (bucket.capacity == 0) {
            renew(bucket, pages.pageBytes(), bucket);
            return;
        }
        bucket.warm(array(bucket, bucket.capacity, bucket));
        hold(bucket);
        file().read(bucket.filePlace, bucket.bytes(), bucket.fileBytes, bucket.checksum);
    }

    /** Empties a bucket and sees that its capacity is this; {@code spared} stays in memory. */
    void renew(Bucket bucket, int capacity, Bucket spared) throws IOException {
        bucket.dirty = true;
        if (bucket.capacity == capacity && !bucket.isCold()) {
            bucket.empty(bucket.bytes());
            return;
        }
        if (!bucket.isCold()) {
            release(bucket);
        }
        vacate(bucket);
        bucket.empty(array(bucket, capacity, spared));
        hold(bucket);
    }

    private void hold(Bucket bucket) {
        bucket.heldAt = held.size();
        held.add(bucket);
    }

    private byte[] array(Bucket bucket, int capacity, Bucket spared) throws IOException {
        int wanted = capacity / pages.pageBytes();
        bucket.pagesCounted = wanted;
        while (true) {
            if (counted + wanted <= pagesMax) {
                if (wanted == 1) {
                    byte[] page = pages.take();
                    if (page != null) {
                        counted++;
                        return page;
                    }
                } else if (pages.reserve(wanted)) {
                    counted += wanted;
                    return new byte[capacity];
                }
            }
            if (!chillOne(spared)) {
                bucket.pagesCounted = 0;
                return new byte[capacity];
            }
        }
    }

    private boolean chillOne(Bucket spared) throws IOException {
        for (int left = 2 * held.size(); left > 0; left--) {
            hand = hand < held.size() ? hand : 0;
            Bucket bucket = held.get(hand);
            if (bucket == spared || bucket.touched) {
                bucket.touched = false;
                hand++;
                continue;
            }
            write(bucket);
            release(bucket);
            return true;
        }
        return false;
    }

    private void write(Bucket bucket) throws IOException {
        if (!bucket.dirty) {
            return;
        }
        if (bucket.filePlace < 0) {
            Long place = vacant.get(sizeClass(bucket)).poll();
            bucket.filePlace = place != null ? place : fileEnd;
            fileEnd += place != null ? 0 : bucket.capacity;
        }
        bucket.fileBytes = bucket.end();
        bucket.checksum = file().write(bucket.filePlace, bucket.bytes(), bucket.fileBytes);
        bucket.dirty = false;
    }

    private static int sizeClass(Bucket bucket) {
        return Integer.numberOfTrailingZeros(bucket.capacity);
    }

    private void vacate(Bucket bucket) {
        if (bucket.filePlace >= 0) {
            vacant.get(sizeClass(bucket)).add(bucket.filePlace);
            bucket.filePlace = -1;
        }
    }

    private void release(Bucket bucket) {
        Bucket last = held.remove(held.size() - 1);
        if (last != bucket) {
            held.set(bucket.heldAt, last);
            last.heldAt = bucket.heldAt;
        }
        giveBack(bucket);
    }

    private void giveBack(Bucket bucket) {
        byte[] array = bucket.chill();
        if (bucket.pagesCounted == 1) {
            pages.give(array);
        } else {
            pages.release(bucket.pagesCounted);
        }
        counted -= bucket.pagesCounted;
        bucket.pagesCounted = 0;
    }

    private BlockFile file() throws IOException {
        if (file == null) {
            file = space.createBlocks("solution-set");
        }
        return file;
    }

    /** How long the file is. */
    long fileBytes() {
        return fileEnd;
    }

    /** Gives the pages back. The file is the space's. */
    void clear() {
        held.forEach(this::giveBack);
        held.clear();
        hand = 0;
        fileEnd = 0;
        file = null;
        vacant.forEach(ArrayDeque::clear);
    }
}
