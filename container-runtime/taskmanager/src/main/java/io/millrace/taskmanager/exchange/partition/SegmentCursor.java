package io.millrace.taskmanager.exchange.partition;

import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.WakeUp;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment from its beginning, a chunk of its file at a time, the next chunk on another thread while this one is
 * decoded. Used by one thread.
 */
final class SegmentCursor {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final byte[] NOTHING = new byte[0];

    /** What a read of the file brought. */
    private record Chunk(byte[] bytes, @Nullable IOException failure) {}

    private final Segment segment;
    private final BlockReader blocks;
    private final Executor reads;
    private final WakeUp reader;
    private final AtomicReference<@Nullable Chunk> arrived = new AtomicReference<>();
    private long skip;
    private int passed;
    private boolean midElement;

    /** Bytes of the segment that were asked for. */
    private long asked;

    private boolean pending;
    private byte[] data = NOTHING;
    private int at;

    /**
     * @param skip so many elements are passed over
     * @param reader woken when a chunk has come
     */
    SegmentCursor(Segment segment, long skip, BlockReader blocks, Executor reads, WakeUp reader) {
        this.segment = segment;
        this.skip = skip;
        this.blocks = blocks;
        this.reads = reads;
        this.reader = reader;
    }

    String fileName() {
        return segment.file().name();
    }

    /** Whether all elements of the segment have been returned. */
    boolean isAtEnd() {
        return passed == segment.count();
    }

    /** Whether what {@link #next} returned last was all, or the last part, of an element of the partition. */
    boolean isBetweenElements() {
        return !midElement;
    }

    /**
     * The next element, or part of a batch; null if its bytes are not here yet.
     *
     * @throws IOException if the file cannot be read or was damaged
     */
    @Nullable
    Element next() throws IOException {
        while (true) {
            if (!has(BlockWriter.HEADER_BYTES)) {
                return null;
            }
            int length = BlockReader.payloadLength(data, at);
            if (length < 1 || length > segment.blockMax() - BlockWriter.HEADER_BYTES) {
                throw new StreamCorruptedException("the length of a block was changed");
            }
            if (!has(BlockWriter.HEADER_BYTES + length)) {
                return null;
            }
            blocks.check(data, at, length);
            int block = at;
            at += BlockWriter.HEADER_BYTES + length;
            midElement = BlockReader.isContinued(data, block);
            if (!midElement) {
                passed++;
            }
            if (skip == 0) {
                return blocks.read(data, block, length);
            }
            if (!midElement) {
                skip--;
            }
        }
    }

    /** Whether so many bytes are here; if not, they have been asked for. */
    private boolean has(int needed) throws IOException {
        while (data.length - at < needed) {
            Chunk chunk = take();
            if (chunk == null) {
                return false;
            }
            IOException failure = chunk.failure();
            if (failure != null) {
                throw new IOException(failure.toString(), failure);
            }
            append(chunk.bytes());
            int missing = needed - (data.length - at);
            if (asked < segment.length()) {
                ask(missing); // read ahead
            }
        }
        return true;
    }

    private @Nullable Chunk take() throws IOException {
        if (!pending) {
            if (asked >= segment.length()) {
                throw new StreamCorruptedException("a segment ends inside a block");
            }
            ask(0);
        }
        Chunk chunk = arrived.getAndSet(null);
        if (chunk != null) {
            pending = false;
        }
        return chunk;
    }

    private void append(byte[] more) {
        int left = data.length - at;
        if (left == 0) {
            data = more;
        } else {
            byte[] joined = new byte[left + more.length];
            System.arraycopy(data, at, joined, 0, left);
            System.arraycopy(more, 0, joined, left, more.length);
            data = joined;
        }
        at = 0;
    }

    private void ask(int missing) {
        int length = (int) Math.min(Math.max(CHUNK_BYTES, missing), segment.length() - asked);
        long position = segment.offset() + asked;
        asked += length;
        pending = true;
        reads.execute(() -> {
            arrived.set(read(position, length));
            reader.wakeUp();
        });
    }

    private Chunk read(long position, int length) {
        try {
            byte[] bytes = new byte[length];
            segment.file().read(position, bytes, 0, length);
            return new Chunk(bytes, null);
        } catch (IOException e) {
            return new Chunk(NOTHING, e);
        } catch (OutOfMemoryError e) {
            return new Chunk(NOTHING, new IOException("no memory for a block of " + length + " bytes", e));
        }
    }
}
