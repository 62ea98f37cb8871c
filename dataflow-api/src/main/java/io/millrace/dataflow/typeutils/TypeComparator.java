package io.millrace.dataflow.typeutils;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import java.io.Serializable;

/**
 * Compares, hashes and orders the records of a type by their keys, as objects or as bytes. One thread at a time: {@link
 * #duplicate} gives one for another.
 *
 * <p>A normalised key is the first bytes of a record's key, such that comparing them without signs never contradicts {@link
 * #compare} of the ascending order; where {@link #invertNormalizedKey} says so, who compares them turns the result around.
 */
public abstract class TypeComparator<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The hash of a record's key; records of equal keys have equal hashes. */
    public abstract int hash(T record);

    /** Keeps the record's key for {@link #equalToReference} and {@link #compareToReference}. */
    public abstract void setReference(T toCompare);

    /** Whether the candidate's key is equal to that of {@link #setReference}. */
    public abstract boolean equalToReference(T candidate);

    /** Compares the other comparator's reference with this one's: negative if the other's is smaller. */
    public abstract int compareToReference(TypeComparator<T> referencedComparator);

    /** Whether key values are compared by {@link #compareAgainstReference}. */
    public boolean supportsCompareAgainstReference() {
        return false;
    }

    /** Negative if the first is smaller in this order. */
    public abstract int compare(T first, T second);

    /** As {@link #compare} of the next record of each source. */
    public abstract int compareSerialized(DataInputView firstSource, DataInputView secondSource) throws IOException;

    public abstract boolean supportsNormalizedKey();

    /** Whether a record can be written so that its beginning is its normalised key. */
    public abstract boolean supportsSerializationWithKeyNormalization();

    /** The length of the whole normalised key in bytes; {@link Integer#MAX_VALUE} if it varies. */
    public abstract int getNormalizeKeyLen();

    /** Whether a key of so many bytes leaves records of equal bytes to {@link #compare}. */
    public abstract boolean isNormalizedKeyPrefixOnly(int keyBytes);

    /** Writes the first {@code numBytes} of the record's normalised key; what a shorter key leaves is zero. */
    public abstract void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes);

    /** @throws UnsupportedOperationException unless {@link #supportsSerializationWithKeyNormalization} */
    public abstract void writeWithKeyNormalization(T record, DataOutputView target) throws IOException;

    /** @throws UnsupportedOperationException unless {@link #supportsSerializationWithKeyNormalization} */
    public abstract T readWithKeyDenormalization(T reuse, DataInputView source) throws IOException;

    /** Whether the order is the reverse of that of the normalised keys. */
    public abstract boolean invertNormalizedKey();

    /** One that another thread may use. */
    public abstract TypeComparator<T> duplicate();

    /**
     * Puts the record's key, or its parts in order, into {@code target} from {@code index} on.
     *
     * @return how many were put
     */
    public abstract int extractKeys(Object record, Object[] target, int index);

    /** The comparators of what {@link #extractKeys} puts, in order. */
    @SuppressWarnings("rawtypes")
    public abstract TypeComparator[] getFlatComparators();

    /** @throws UnsupportedOperationException unless {@link #supportsCompareAgainstReference} */
    @SuppressWarnings("rawtypes")
    public int compareAgainstReference(Comparable[] keys) {
        throw new UnsupportedOperationException(
                "Keys are not compared with references: supportsCompareAgainstReference() says so.");
    }
}
