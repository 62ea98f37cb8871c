package io.millrace.network;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How two processes prove each other at the start of a connection that they know the application's secret, without sending
 * it. The layout is our own; the idea is that of challenge and response (RFC 2195) in both directions, over nonces of both
 * sides (RFC 5802).
 *
 * <pre>
 * dialer   -> acceptor   hello:     magic "MLRC": 4 bytes, version: 2, kind: 1, nonce: 32, node: text
 * acceptor -> dialer     challenge: nonce: 32
 * dialer   -> acceptor   proof:     HMAC("dialer", hello, challenge): 32
 * acceptor -> dialer     answer:    version: 2, node: text, HMAC("acceptor", hello, challenge, version and node): 32
 *
 * text = length: 1, that many bytes of UTF-8
 * </pre>
 *
 * <p>Each is one frame. Numbers have their highest byte first. This layout is the same in all versions, so that two that
 * differ can tell each other so; what follows the answer depends on the version.
 *
 * <ul>
 *   <li>The acceptor says nothing but random bytes to who has not proved the secret: not its name, not its version, not why
 *       it closes.
 *   <li>A recorded proof is worth nothing later: it is over a new nonce of each side. A reflected one neither: the two sides
 *       sign with different labels, and an acceptor refuses a dialer of its own name.
 *   <li>The dialer knows whom it wants to reach, and refuses an acceptor of another name: ports are used again.
 * </ul>
 */
final class Handshake {
    /** Of all that follows the handshake: frames, streams and messages. */
    static final int VERSION = 1;

    /** The largest frame of a handshake. */
    static final int FRAME_BYTES_MAX = 512;

    private static final int MAGIC = 0x4d4c5243;
    private static final int NONCE_BYTES = 32;
    private static final int PROOF_BYTES = 32;
    private static final int NODE_BYTES_MAX = 255;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Handshake() {}

    /** Who opened the connection. */
    static final class Dialer {
        private final Secret secret;
        private final int version;
        private final String acceptor;
        private final byte[] hello;
        private byte[] challenge = new byte[0];

        /** @param acceptor the node that must answer */
        Dialer(Secret secret, int version, ConnectionKind kind, String self, String acceptor) {
            this.secret = secret;
            this.version = version;
            this.acceptor = acceptor;
            byte[] node = text(self);
            this.hello = ByteBuffer.allocate(7 + NONCE_BYTES + node.length)
                    .putInt(MAGIC)
                    .putShort((short) version)
                    .put((byte) kind.ordinal())
                    .put(nonce())
                    .put(node)
                    .array();
        }

        byte[] hello() {
            return hello;
        }

        /** @return the proof */
        byte[] challenged(byte[] frame) throws HandshakeFailedException {
            if (frame.length != NONCE_BYTES) {
                throw new HandshakeFailedException("it does not speak our language: a challenge has " + NONCE_BYTES
                        + " bytes, not " + frame.length);
            }
            challenge = frame;
            return secret.sign("dialer", hello, challenge);
        }

        /** The last frame: returns if the other side is who it has to be. */
        void answered(byte[] frame) throws HandshakeFailedException {
            if (frame.length <= PROOF_BYTES) {
                throw new HandshakeFailedException("its answer has " + frame.length + " bytes only");
            }
            int claimBytes = frame.length - PROOF_BYTES;
            byte[] claim = Arrays.copyOf(frame, claimBytes);
            byte[] proof = Arrays.copyOfRange(frame, claimBytes, frame.length);
            if (!MessageDigest.isEqual(proof, secret.sign("acceptor", hello, challenge, claim))) {
                throw new HandshakeFailedException("it does not know the application's secret");
            }
            ByteBuffer in = ByteBuffer.wrap(claim);
            int theirs = Short.toUnsignedInt(in.getShort());
            String node = readText(in);
            checkVersion(theirs, version, node);
            if (!node.equals(acceptor)) {
                throw new HandshakeFailedException("it is node " + node + ", expected node " + acceptor);
            }
        }
    }

    /** Who took the connection. */
    static final class Acceptor {
        private final Secret secret;
        private final int version;
        private final String self;
        private final byte[] challenge = nonce();
        private byte[] hello = new byte[0];
        private int theirs;
        private ConnectionKind kind = ConnectionKind.CONTROL;
        private String node = "";

        Acceptor(Secret secret, int version, String self) {
            this.secret = secret;
            this.version = version;
            this.self = self;
        }

        /** @return the challenge */
        byte[] greeted(byte[] frame) throws HandshakeFailedException {
            ByteBuffer in = ByteBuffer.wrap(frame);
            try {
                if (in.getInt() != MAGIC) {
                    throw new HandshakeFailedException("it does not speak our language");
                }
                theirs = Short.toUnsignedInt(in.getShort());
                int number = in.get();
                if (number < 0 || number >= ConnectionKind.values().length) {
                    throw new HandshakeFailedException("there is no kind " + number + " of connections");
                }
                kind = ConnectionKind.values()[number];
                in.position(in.position() + NONCE_BYTES);
                node = readText(in);
            } catch (BufferUnderflowException | IllegalArgumentException e) {
                throw new HandshakeFailedException("its first frame of " + frame.length + " bytes is cut");
            }
            if (in.hasRemaining()) {
                throw new HandshakeFailedException("bytes are left behind its first frame");
            }
            hello = frame;
            return challenge;
        }

        /** @return the answer; to be sent before {@link #check} may throw */
        byte[] proved(byte[] proof) throws HandshakeFailedException {
            if (!MessageDigest.isEqual(proof, secret.sign("dialer", hello, challenge))) {
                throw new HandshakeFailedException("it does not know the application's secret");
            }
            if (node.equals(self)) {
                throw new HandshakeFailedException("it says that it is this very node, " + self);
            }
            byte[] name = text(self);
            byte[] claim = ByteBuffer.allocate(2 + name.length)
                    .putShort((short) version)
                    .put(name)
                    .array();
            byte[] signature = secret.sign("acceptor", hello, challenge, claim);
            return ByteBuffer.allocate(claim.length + signature.length)
                    .put(claim)
                    .put(signature)
                    .array();
        }

        /** Once its proof is right: whether the dialer speaks our version. */
        void check() throws HandshakeFailedException {
            checkVersion(theirs, version, node);
        }

        ConnectionKind kind() {
            return kind;
        }

        String node() {
            return node;
        }
    }

    private static void checkVersion(int theirs, int ours, String node) throws HandshakeFailedException {
        if (theirs != ours) {
            throw new HandshakeFailedException("node " + node + " speaks version " + theirs
                    + " of the protocol, this one " + ours + ": run the same version of Millrace on both sides");
        }
    }

    private static byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return nonce;
    }

    /** Throws for a name that no handshake can carry. */
    static void checkName(@Nullable String node) {
        if (node == null || node.isEmpty() || node.getBytes(StandardCharsets.UTF_8).length > NODE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "name of a node: expected=1 to " + NODE_BYTES_MAX + " bytes, actual='" + node + "'");
        }
    }

    private static byte[] text(String text) {
        checkName(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }

    private static String readText(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
