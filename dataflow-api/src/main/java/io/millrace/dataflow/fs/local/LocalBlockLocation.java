package io.millrace.dataflow.fs.local;

import io.millrace.dataflow.fs.BlockLocation;

/** A local file lies nowhere in particular: every task that can read it is equally near. */
record LocalBlockLocation(long offset, long length) implements BlockLocation {
    @Override
    public String[] getHosts() {
        return new String[0];
    }

    @Override
    public long getOffset() {
        return offset;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public int compareTo(BlockLocation other) {
        return Long.compare(offset, other.getOffset());
    }
}
