package io.millrace.taskmanager.exchange.partition;

import java.io.IOException;

/**
 * A place for files that nobody needs after this process: the port to the local disk. Thread-safe; its files are used by
 * one writer at a time and any number of readers beside it.
 */
public interface SpillDirectory {
    /** How messages name it. */
    String name();

    /** A new empty file. */
    SpillFile create(String name) throws IOException;

    /** Deletes all files and the directory; nothing can be made in it any more. */
    void close();

    /** A file that grows at its end. */
    interface SpillFile {
        /** How messages name it. */
        String name();

        /** @throws IOException if not all was written; what was is to be cut off */
        void append(byte[] bytes, int offset, int length) throws IOException;

        /** The first {@code length} bytes stay. */
        void truncate(long length) throws IOException;

        /** Lets go of what appending holds open; appending may go on later. */
        void pause() throws IOException;

        /** @throws IOException also if the file ends before */
        void read(long position, byte[] into, int offset, int length) throws IOException;

        /** Frees its disk space; who reads it fails. Deleting again does nothing. */
        void delete();
    }
}
