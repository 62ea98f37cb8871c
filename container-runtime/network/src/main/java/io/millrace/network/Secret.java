package io.millrace.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What all processes of one application know and nobody else. It shows itself in no log and no message. Thread-safe. */
public final class Secret {
    /** How long every secret is. */
    public static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "the application's secret: expected=" + BYTES + " bytes, actual=" + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    public static Secret of(byte[] bytes) {
        return new Secret(bytes);
    }

    /** One that nobody can guess. */
    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(bytes);
    }

    /** For the credentials that carry it to the other processes, and for nothing else. */
    public byte[] toBytes() {
        return key.getEncoded();
    }

    /**
     * HMAC-SHA-256 of the parts.
     *
     * @param purpose what the result proves: that of one purpose is worth nothing for another
     */
    byte[] sign(String purpose, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            update(mac, purpose.getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                update(mac, part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    // With their lengths, so that no two lists of parts look alike.
    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    @Override
    public String toString() {
        return "Secret(not shown)";
    }
}
