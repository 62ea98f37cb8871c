package io.millrace.iterations.solution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Records as bytes in one array, found by the hashes of their keys. It knows no keys: two records may have one hash. Not
 * thread-safe.
 *
 * <pre>
 * bytes = heads, one a {@value #BYTES_A_HEAD} bytes: where the first entry of the chain is; entries; unused bytes
 * entry = where the next entry of the chain is: int; hash: int; length: int; that many bytes
 * </pre>
 *
 * The chain of an entry is chosen by the lowest bits of its hash. Position 0 means none. An entry that is removed, or that
 * became shorter, leaves bytes behind that nothing points to, until the bucket is filled anew.
 */
final class Bucket {
    static final int BYTES_A_HEAD = 64;
    static final int NONE = 0;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final byte[] COLD = {};
    private static final int HASH = 4;
    private static final int LENGTH = 8;
    private static final int HEADER = 12;

    // The records; COLD while they are only in the file.
    private byte[] bytes = COLD;
    private int end;
    private int live;

    // What the index keeps about this bucket: how many of the highest bits of the hashes are those of the bucket, where
    // it
    // lies in the file, and what it may do to have room for another.
    int depth;
    int capacity;
    int pagesCounted;
    int heldAt = -1;
    boolean touched;
    boolean dirty;
    long filePlace = -1;
    int fileBytes;
    int checksum;

    Bucket(int depth) {
        this.depth = depth;
    }

    /** What a bucket of this capacity needs for its heads. */
    private static int headBytes(int capacity) {
        return 4 * heads(capacity);
    }

    private static int heads(int capacity) {
        return Math.max(1, capacity / BYTES_A_HEAD);
    }

    /** What an entry of so many bytes takes. */
    static long entryBytes(int length) {
        return (long) HEADER + length;
    }

    /** Whether entries of so many bytes in all fit into a bucket of this capacity. */
    static boolean fits(long entriesBytes, int capacity) {
        return headBytes(capacity) + entriesBytes <= capacity;
    }

    boolean isCold() {
        return bytes == COLD;
    }

    /** Gives the array away: what was written to the file can be read back into another of the same length. */
    byte[] chill() {
        byte[] given = bytes;
        bytes = COLD;
        return given;
    }

    /** Takes an array that has the content of the one that was given away. */
    void warm(byte[] content) {
        bytes = content;
    }

    /** Takes an array of any content and becomes empty. */
    void empty(byte[] array) {
        bytes = array;
        capacity = array.length;
        end = headBytes(capacity);
        Arrays.fill(bytes, 0, end, (byte) 0);
        live = 0;
    }

    /** Another bucket with the same entries, to copy them from while this one is filled anew. */
    Bucket copy() {
        Bucket copy = new Bucket(depth);
        copy.bytes = Arrays.copyOf(bytes, end);
        copy.capacity = capacity;
        copy.end = end;
        copy.live = live;
        return copy;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes of the array are used. */
    int end() {
        return end;
    }

    /** The bytes of all entries that can be found. */
    long live() {
        return live;
    }

    private int intAt(int at) {
        return (int) INTS.get(bytes, at);
    }

    private void putInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    private int headAt(int hash) {
        return 4 * (hash & (heads(capacity) - 1));
    }

    /** Where the first entry with this hash is, or {@link #NONE}. */
    int first(int hash) {
        return sameHash(intAt(headAt(hash)), hash);
    }

    /** Where the next entry with the same hash is, or {@link #NONE}. */
    int next(int at) {
        return sameHash(intAt(at), hash(at));
    }

    private int sameHash(int from, int hash) {
        int at = from;
        while (at != NONE && hash(at) != hash) {
            at = intAt(at);
        }
        return at;
    }

    int hash(int at) {
        return intAt(at + HASH);
    }

    /** Where the bytes of an entry begin. */
    static int content(int at) {
        return at + HEADER;
    }

    int length(int at) {
        return intAt(at + LENGTH);
    }

    /** Whether an entry of so many bytes can be appended. */
    boolean hasRoom(int length) {
        return entryBytes(length) <= capacity - end;
    }

    /** Appends an entry; there is room for it. */
    void append(int hash, byte[] from, int offset, int length) {
        int head = headAt(hash);
        int at = end;
        putInt(at, intAt(head));
        putInt(at + HASH, hash);
        putInt(at + LENGTH, length);
        System.arraycopy(from, offset, bytes, at + HEADER, length);
        putInt(head, at);
        end = at + HEADER + length;
        live += HEADER + length;
    }

    /** Puts other bytes into an entry; false, and nothing changed, if they are longer than what was there. */
    boolean overwrite(int at, byte[] from, int length) {
        int old = length(at);
        if (length > old) {
            return false;
        }
        System.arraycopy(from, 0, bytes, at + HEADER, length);
        putInt(at + LENGTH, length);
        live -= old - length;
        return true;
    }

    /** Takes an entry out of its chain. */
    void remove(int at) {
        int link = headAt(hash(at));
        while (intAt(link) != at) {
            link = intAt(link);
        }
        putInt(link, intAt(at));
        live -= HEADER + length(at);
    }

    /** The first entry of all, or {@link #NONE}. */
    int firstOfAll() {
        return firstFromHead(0);
    }

    /** The entry after this one in the order of a walk over all, or {@link #NONE}. */
    int nextOfAll(int at) {
        int next = intAt(at);
        return next != NONE ? next : firstFromHead(headAt(hash(at)) + 4);
    }

    private int firstFromHead(int head) {
        int heads = headBytes(capacity);
        for (int from = head; from < heads; from += 4) {
            int at = intAt(from);
            if (at != NONE) {
                return at;
            }
        }
        return NONE;
    }
}
