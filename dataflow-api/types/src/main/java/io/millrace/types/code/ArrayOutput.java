package io.millrace.types.code;

import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;

/**
 * A target whose bytes lie in an array: what is written often is put there at once. A class, as asking whether an object is of
 * one costs less than asking for an interface, and is asked for each text.
 */
public abstract class ArrayOutput implements DataOutputView {
    /**
     * Makes room behind all that was written; it counts as written, and is to be filled.
     *
     * @return where it begins in {@link #array}
     */
    public abstract int reserve(int count) throws IOException;

    /** What holds the bytes; another one after the next write, maybe. */
    public abstract byte[] array();
}
