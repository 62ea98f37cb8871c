package io.millrace.dataflow.fs;

import java.io.IOException;
import java.io.InputStream;

/** A stream from a file that can go to any place of it. */
public abstract class FSDataInputStream extends InputStream {
    /** The next byte read is that at {@code desired}, counted from 0. */
    public abstract void seek(long desired) throws IOException;

    /** Where the next byte is read. */
    public abstract long getPos() throws IOException;
}
