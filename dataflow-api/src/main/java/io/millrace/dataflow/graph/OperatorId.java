package io.millrace.dataflow.graph;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new OperatorId(HexFormat.of().formatHex(digest, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
