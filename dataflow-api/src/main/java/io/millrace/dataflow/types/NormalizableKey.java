package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.MemorySegment;

/** A key whose first bytes can be compared in its place: see {@link io.millrace.dataflow.typeutils.TypeComparator}. */
public interface NormalizableKey<T> extends Key<T> {

    /** The length of the whole normalised key in bytes; {@link Integer#MAX_VALUE} if it varies. */
    int getMaxNormalizedKeyLen();

    /** Writes the first {@code len} bytes of the normalised key; what a shorter key leaves is zero. */
    void copyNormalizedKey(MemorySegment memory, int offset, int len);
}
