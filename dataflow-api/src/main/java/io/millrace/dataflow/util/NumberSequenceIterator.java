package io.millrace.dataflow.util;

import java.util.NoSuchElementException;

/** The numbers from one to another, both included. */
public class NumberSequenceIterator extends SplittableIterator<Long> {
    private static final long serialVersionUID = 1L;

    private final long to;
    private long current;
    // Without it an iterator up to Long.MAX_VALUE could not tell its end.
    private boolean ended;

    /** @throws IllegalArgumentException if {@code from} is greater than {@code to} */
    public NumberSequenceIterator(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException(
                    "The 'to' value must not be smaller than the 'from' value: from=" + from + ", to=" + to + ".");
        }
        this.current = from;
        this.to = to;
    }

    private NumberSequenceIterator(long from, long to, boolean ended) {
        this.current = from;
        this.to = to;
        this.ended = ended;
    }

    /** The next number. */
    public long getCurrent() {
        return current;
    }

    public long getTo() {
        return to;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Long next() {
        if (ended) {
            throw new NoSuchElementException("The sequence ended at " + to + ".");
        }
        long value = current;
        if (value == to) {
            ended = true;
        } else {
            current++;
        }
        return value;
    }

    @Override
    public NumberSequenceIterator[] split(int numPartitions) {
        if (numPartitions < 1) {
            throw new IllegalArgumentException("The number of partitions must be at least 1, actual=" + numPartitions);
        }
        NumberSequenceIterator[] parts = new NumberSequenceIterator[numPartitions];
        // Unsigned, since from Long.MIN_VALUE to Long.MAX_VALUE there are 2^64 numbers: one more than fits.
        long lastOffset = to - current;
        long size = Long.divideUnsigned(lastOffset, numPartitions);
        // Parts that get one more; at least the first, so that there is no empty part before a full one.
        long longer = Long.remainderUnsigned(lastOffset, numPartitions) + 1;
        long from = current;
        for (int i = 0; i < numPartitions; i++) {
            long count = i < longer ? size + 1 : size;
            boolean empty = ended || (i >= longer && size == 0);
            parts[i] = new NumberSequenceIterator(from, empty ? from : from + count - 1, empty);
            from += count;
        }
        return parts;
    }

    @Override
    public int getMaximumNumberOfSplits() {
        if (ended) {
            return 1;
        }
        long lastOffset = to - current;
        return lastOffset < 0 || lastOffset >= Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) (lastOffset + 1);
    }
}
