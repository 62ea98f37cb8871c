package io.millrace.dataflow.fs;

import java.io.IOException;

/** Where a block of a file lies. */
public interface BlockLocation extends Comparable<BlockLocation> {
    /** The machines that have the block; empty if all are equally far from it. */
    String[] getHosts() throws IOException;

    /** Of the block's first byte in the file. */
    long getOffset();

    long getLength();
}
