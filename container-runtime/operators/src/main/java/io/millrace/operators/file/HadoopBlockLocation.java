package io.millrace.operators.file;

import io.millrace.dataflow.fs.BlockLocation;
import java.io.IOException;

/** Where Hadoop says that a block lies. */
record HadoopBlockLocation(org.apache.hadoop.fs.BlockLocation block) implements BlockLocation {
    // What Hadoop's base class says of every file, and with it the object stores: the same as nothing.
    private static final String NOWHERE = "localhost:9866";

    @Override
    public String[] getHosts() throws IOException {
        String[] names = block.getNames();
        return names.length == 1 && names[0].equals(NOWHERE) ? new String[0] : block.getHosts();
    }

    @Override
    public long getOffset() {
        return block.getOffset();
    }

    @Override
    public long getLength() {
        return block.getLength();
    }

    @Override
    public int compareTo(BlockLocation other) {
        return Long.compare(getOffset(), other.getOffset());
    }
}
