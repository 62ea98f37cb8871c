package io.millrace.dataflow;

import io.millrace.dataflow.util.AbstractID;
import io.millrace.dataflow.util.StringUtils;

/** Names a job, uniquely over all clusters and times; printed as 32 hexadecimal digits. */
public final class JobID extends AbstractID {
    private static final long serialVersionUID = 1L;

    /** A new id from a cryptographically strong random generator. */
    public JobID() {}

    public JobID(long lowerPart, long upperPart) {
        super(lowerPart, upperPart);
    }

    /** The id with these 16 bytes. */
    public JobID(byte[] bytes) {
        super(bytes);
    }

    /** A new id from a cryptographically strong random generator. */
    public static JobID generate() {
        return new JobID();
    }

    /** The id with these 16 bytes. */
    public static JobID fromByteArray(byte[] bytes) {
        return new JobID(bytes);
    }

    /**
     * Reads the printed form.
     *
     * @throws IllegalArgumentException if the text is not 32 hexadecimal digits
     */
    public static JobID fromHexString(String hexString) {
        try {
            return new JobID(StringUtils.hexStringToByte(hexString));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Not a job id: expected=32 hexadecimal digits, actual='" + hexString + "'", e);
        }
    }
}
