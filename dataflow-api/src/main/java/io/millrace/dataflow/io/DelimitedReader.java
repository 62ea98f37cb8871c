package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.FSDataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds records between delimiters in a stream, up to the record that starts at or before the split's end.
 *
 * <p>A buffer holds the stream's bytes from {@code bufferStart}; the record being looked for starts at {@code next}. When
 * no delimiter is found, what is left moves to the front of the buffer, which is filled up, and doubled if the record
 * fills it whole. Memory: the buffer, at most twice the longest record.
 */
final class DelimitedReader {
    // What it was told.
    private final FSDataInputStream in;
    private final byte[] delimiter;
    private final long splitEnd;
    private final int lengthLimit;

    // What it knows.
    private long bufferStart;
    private int next;
    private int limit;
    private boolean endOfStream;
    private int recordOffset;
    private int recordLength;

    // What it holds.
    private byte[] buffer;

    DelimitedReader(FSDataInputStream in, byte[] delimiter, long splitEnd, int bufferBytes, int lengthLimit) {
        this.in = in;
        this.delimiter = delimiter;
        this.splitEnd = splitEnd;
        this.lengthLimit = lengthLimit;
        this.buffer = new byte[bufferBytes];
    }

    /** The next record is the first that starts after {@code offset}, which is more than 0. */
    void goToFirstRecordAfter(long offset) throws IOException {
        // A delimiter that ends after the offset may begin before it.
        goTo(Math.max(0, offset - delimiter.length + 1));
        int found = find(next);
        while (found < 0 && !endOfStream) {
            int keep = Math.min(delimiter.length - 1, limit - next);
            next = limit - keep;
            fill();
            found = find(next);
        }
        next = found < 0 ? limit : found + delimiter.length;
    }

    /** The next record is the one that starts at {@code offset}. */
    void goTo(long offset) throws IOException {
        in.seek(offset);
        bufferStart = offset;
        next = 0;
        limit = 0;
        endOfStream = false;
    }

    long nextRecordOffset() {
        return bufferStart + next;
    }

    boolean hasNext() throws IOException {
        if (nextRecordOffset() > splitEnd) {
            return false;
        }
        while (next == limit && !endOfStream) {
            fill();
        }
        return next < limit;
    }

    /** True if there was another record, which is then described by the three methods below. */
    boolean next() throws IOException {
        if (!hasNext()) {
            return false;
        }
        int searchFrom = next;
        int found = find(searchFrom);
        while (found < 0 && !endOfStream) {
            // The last bytes may be the beginning of a delimiter.
            int searched = Math.max(0, limit - next - delimiter.length + 1);
            checkLength(searched);
            fill();
            found = find(next + searched);
        }
        int recordEnd = found < 0 ? limit : found;
        recordOffset = next;
        recordLength = recordEnd - next;
        checkLength(recordLength);
        next = found < 0 ? limit : found + delimiter.length;
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    int offset() {
        return recordOffset;
    }

    int length() {
        return recordLength;
    }

    private void checkLength(int length) throws IOException {
        if (length > lengthLimit) {
            throw new IOException("The record at byte " + nextRecordOffset() + " is too long: expected=at most "
                    + lengthLimit + " bytes, actual=" + length
                    + " or more. Check the delimiter, or raise it by setLineLengthLimit.");
        }
    }

    // Where the first delimiter at or after `from` begins, or -1.
    private int find(int from) {
        byte first = delimiter[0];
        int last = limit - delimiter.length;
        byte[] bytes = buffer;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first
                    && (delimiter.length == 1
                            || Arrays.equals(bytes, i, i + delimiter.length, delimiter, 0, delimiter.length))) {
                return i;
            }
        }
        return -1;
    }

    // Moves what is left to the front and reads more behind it.
    private void fill() throws IOException {
        int left = limit - next;
        byte[] target = left == buffer.length ? new byte[doubled(buffer.length)] : buffer;
        System.arraycopy(buffer, next, target, 0, left);
        buffer = target;
        bufferStart += next;
        next = 0;
        limit = left;
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            endOfStream = true;
        } else {
            limit += read;
        }
    }

    private int doubled(int length) throws IOException {
        int longest = Integer.MAX_VALUE - 8;
        if (length == longest) {
            throw new IOException("The record at byte " + nextRecordOffset() + " is longer than " + longest
                    + " bytes. Check the delimiter.");
        }
        return length > longest / 2 ? longest : length * 2;
    }
}
