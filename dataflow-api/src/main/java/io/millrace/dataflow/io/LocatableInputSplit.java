package io.millrace.dataflow.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of an input that lies nearer to some machines than to others. */
public class LocatableInputSplit implements InputSplit {
    private static final long serialVersionUID = 1L;

    private final int splitNumber;
    private final String[] hostnames;

    public LocatableInputSplit(int splitNumber, String @Nullable [] hostnames) {
        this.splitNumber = splitNumber;
        this.hostnames = hostnames == null ? new String[0] : hostnames.clone();
    }

    public LocatableInputSplit(int splitNumber, @Nullable String hostname) {
        this(splitNumber, hostname == null ? null : new String[] {hostname});
    }

    @Override
    public int getSplitNumber() {
        return splitNumber;
    }

    /** The machines that have it; empty if all are equally far. */
    public String[] getHostnames() {
        return hostnames.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocatableInputSplit that
                && splitNumber == that.splitNumber
                && Arrays.equals(hostnames, that.hostnames);
    }

    @Override
    public int hashCode() {
        return splitNumber;
    }

    @Override
    public String toString() {
        return "Locatable Split (" + splitNumber + ") at " + Arrays.toString(hostnames);
    }
}
