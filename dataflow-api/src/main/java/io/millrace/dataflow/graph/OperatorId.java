package io.millrace.dataflow.graph;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * The stable name of an operator across runs and versions of a program.
 *
 * @param hex 32 hexadecimal digits
 */
public record OperatorId(String hex) implements Serializable, Comparable<OperatorId> {
    private static final long serialVersionUID = 1L;

    public OperatorId {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("operator id: expected 32 hexadecimal digits, found '" + hex + "'");
        }
    }

    /** The first 16 bytes of SHA-256 over the UTF-8 form of {@code text}. */
    public static OperatorId hashOf(String text) {
        return new OperatorId(Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32));
    }

    @Override
    public int compareTo(OperatorId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
