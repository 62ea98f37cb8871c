package io.millrace.dataflow.fs;

import java.io.IOException;
import java.io.OutputStream;

/** A stream to a file. What was written is sure to be kept, and to be whole, only after {@link #close}. */
public abstract class FSDataOutputStream extends OutputStream {
    /** The number of bytes written so far, or where the next one goes in an appended file. */
    public abstract long getPos() throws IOException;

    /** Hands what was written to the file system. */
    @Override
    public abstract void flush() throws IOException;

    /** Returns when what was written is on the storage medium. */
    public abstract void sync() throws IOException;

    /** Completes the file. If it fails, the file must be taken as not written. */
    @Override
    public abstract void close() throws IOException;
}
