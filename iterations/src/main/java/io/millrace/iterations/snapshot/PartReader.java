package io.millrace.iterations.snapshot;

import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.iterations.snapshot.SuperstepLog.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one part of a point, block by block: later records replace earlier ones that have the same key. Not thread-safe. */
public final class PartReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileSystem files;
    private final ArrayDeque<Path> left;
    private @Nullable Path file;
    private @Nullable FSDataInputStream in;
    private EntryFormat.@Nullable Reader reader;

    /** @param entries from the full one to that of the point itself */
    PartReader(FileSystem files, List<Path> entries) {
        this.files = files;
        this.left = new ArrayDeque<>(entries);
    }

    /**
     * The next block; empty at the end.
     *
     * @throws DamagedEntryException if an entry is not as it was written: what was read means nothing, and an earlier point is
     *     to be tried
     * @throws FileNotFoundException if an entry is missing: the same
     * @throws IOException if it cannot be read at the moment
     */
    public Optional<Block> next() throws IOException {
        while (true) {
            EntryFormat.Reader current = reader == null ? openNext() : reader;
            if (current == null) {
                return Optional.empty();
            }
            Optional<Block> block;
            try {
                block = current.next();
            } catch (StreamCorruptedException | EOFException e) {
                throw new DamagedEntryException("the snapshot " + file + " of a loop is damaged: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new IOException("the snapshot " + file + " of a loop cannot be read: " + e.getMessage(), e);
            }
            if (block.isEmpty()) {
                close();
            } else if (block.get().kind() == Kind.STATE || left.isEmpty()) {
                return block;
            }
        }
    }

    private EntryFormat.@Nullable Reader openNext() throws IOException {
        Path next = left.poll();
        if (next == null) {
            return null;
        }
        file = next;
        try {
            FSDataInputStream opened = files.open(next);
            in = opened;
            EntryFormat.Reader made = new EntryFormat.Reader(
                    new BufferedInputStream(opened, BUFFER_BYTES),
                    files.getFileStatus(next).getLen());
            reader = made;
            return made;
        } catch (FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("the snapshot " + next + " of a loop cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        FSDataInputStream open = in;
        in = null;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
