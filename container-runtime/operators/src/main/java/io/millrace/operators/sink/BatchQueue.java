package io.millrace.operators.sink;

import io.millrace.dataflow.contract.SpillFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A queue of byte arrays: the first few in memory, the others in a file. First in, first out.
 *
 * <p>While the file has batches, new ones go to its end; when the memory is empty it is filled from the file's front; a file
 * that was read to its end is deleted.
 */
final class BatchQueue {
    private final SpillFiles files;
    private final int inMemoryMax;
    private final ArrayDeque<byte[]> memory = new ArrayDeque<>();
    private @Nullable Path file;
    private @Nullable DataOutputStream writer;
    private @Nullable DataInputStream reader;
    private long inFile;

    BatchQueue(SpillFiles files, int inMemoryMax) {
        this.files = files;
        this.inMemoryMax = inMemoryMax;
    }

    boolean isEmpty() {
        return memory.isEmpty() && inFile == 0;
    }

    void add(byte[] batch) throws IOException {
        if (inFile == 0 && memory.size() < inMemoryMax) {
            memory.add(batch);
            return;
        }
        DataOutputStream target = writer();
        target.writeInt(batch.length);
        target.write(batch);
        inFile++;
    }

    byte[] remove() throws IOException {
        byte[] first = memory.poll();
        if (first != null) {
            return first;
        }
        DataInputStream source = reader();
        byte[] batch = new byte[source.readInt()];
        source.readFully(batch);
        if (--inFile == 0) {
            close();
        }
        return batch;
    }

    private DataOutputStream writer() throws IOException {
        if (writer == null) {
            file = files.create("collected-rows");
            writer = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        }
        return writer;
    }

    private DataInputStream reader() throws IOException {
        if (file == null || writer == null) {
            throw new IllegalStateException("no batch is waiting");
        }
        writer.flush();
        if (reader == null) {
            reader = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }
        return reader;
    }

    /** Deletes the file, if there is one. */
    void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        if (reader != null) {
            reader.close();
            reader = null;
        }
        if (file != null) {
            files.delete(file);
            file = null;
        }
    }
}
