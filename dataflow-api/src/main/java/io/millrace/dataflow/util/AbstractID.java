package io.millrace.dataflow.util;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** 16 bytes that name something, printed as 32 hexadecimal digits. */
public class AbstractID implements Comparable<AbstractID>, Serializable {
    private static final long serialVersionUID = 1L;

    public static final int SIZE = 16;

    private final long lowerPart;
    private final long upperPart;

    /** The id with these 16 bytes. */
    public AbstractID(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("An id: expected=" + SIZE + " bytes, actual=" + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        this.lowerPart = buffer.getLong();
        this.upperPart = buffer.getLong();
    }

    public AbstractID(long lowerPart, long upperPart) {
        this.lowerPart = lowerPart;
        this.upperPart = upperPart;
    }

    public AbstractID(AbstractID id) {
        this(id.lowerPart, id.upperPart);
    }

    /** A new id from a cryptographically strong random generator. */
    public AbstractID() {
        this(Randomness.SOURCE.nextLong(), Randomness.SOURCE.nextLong());
    }

    public long getLowerPart() {
        return lowerPart;
    }

    public long getUpperPart() {
        return upperPart;
    }

    public byte[] getBytes() {
        return ByteBuffer.allocate(SIZE).putLong(lowerPart).putLong(upperPart).array();
    }

    public final String toHexString() {
        return StringUtils.byteToHexString(getBytes());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null
                && other.getClass() == getClass()
                && lowerPart == ((AbstractID) other).lowerPart
                && upperPart == ((AbstractID) other).upperPart;
    }

    @Override
    public int hashCode() {
        return ((int) lowerPart) ^ ((int) (lowerPart >>> 32)) ^ ((int) upperPart) ^ ((int) (upperPart >>> 32));
    }

    @Override
    public String toString() {
        return toHexString();
    }

    @Override
    public int compareTo(AbstractID other) {
        int byUpper = Long.compare(upperPart, other.upperPart);
        return byUpper == 0 ? Long.compare(lowerPart, other.lowerPart) : byUpper;
    }

    // Loaded only when a random id is asked for: seeding costs time, and the simulation makes its ids from its own
    // seed.
    private static final class Randomness {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
