package io.millrace.protocol.wire;

import io.millrace.control.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Turns messages into bytes and back. Thread-safe.
 *
 * <pre>
 * offset 0  version, 1 byte
 *        1  CRC-32C of what follows, 4 bytes, big-endian
 *        5  the message in Avro's binary form: a value of the union of all messages
 * </pre>
 */
public final class MessageCodec {
    static final byte VERSION = 1;
    static final int CHECKSUM_OFFSET = 1;
    static final int BODY_OFFSET = 5;

    private MessageCodec() {}

    public static byte[] encode(Message message) {
        int number = MessageTypes.numberOf(message);
        ByteArrayOutputStream body = new ByteArrayOutputStream(128);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(body, null);
            encoder.writeIndex(number);
            Shapes.of(message.getClass()).write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array of bytes is never full", e);
        }
        byte[] bytes = body.toByteArray();
        ByteBuffer frame = ByteBuffer.allocate(BODY_OFFSET + bytes.length);
        frame.put(VERSION).putInt(checksum(bytes, 0)).put(bytes);
        return frame.array();
    }

    /** @throws CorruptMessageException if the bytes are no message of this version */
    public static Message decode(byte[] frame) throws CorruptMessageException {
        if (frame.length <= BODY_OFFSET) {
            throw new CorruptMessageException(
                    "a message is cut: expected more than " + BODY_OFFSET + " bytes, found " + frame.length);
        }
        if (frame[0] != VERSION) {
            throw new CorruptMessageException("a message is of protocol version " + frame[0] + ", expected " + VERSION
                    + ": run the same version of Millrace on both sides");
        }
        int expected = ByteBuffer.wrap(frame).getInt(CHECKSUM_OFFSET);
        int found = checksum(frame, BODY_OFFSET);
        if (expected != found) {
            throw new CorruptMessageException(String.format(
                    "a message of %d bytes was damaged on the way: expected checksum %08x, found %08x",
                    frame.length, expected, found));
        }
        return decodeBody(frame);
    }

    private static Message decodeBody(byte[] frame) throws CorruptMessageException {
        String what = "a message";
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(frame, BODY_OFFSET, frame.length - BODY_OFFSET, null);
            int number = decoder.readIndex();
            if (number < 0 || number >= MessageTypes.ALL.size()) {
                throw new CorruptMessageException(
                        "there is no message number " + number + ", the last is " + (MessageTypes.ALL.size() - 1));
            }
            Class<? extends Message> type = MessageTypes.ALL.get(number);
            what = type.getSimpleName();
            Message message = type.cast(Shapes.of(type).read(decoder));
            if (!decoder.isEnd()) {
                throw new CorruptMessageException(what + ": bytes are left behind its end");
            }
            return message;
        } catch (CorruptMessageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CorruptMessageException(what + " of " + frame.length + " bytes cannot be read: " + e, e);
        }
    }

    private static int checksum(byte[] bytes, int offset) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, bytes.length - offset);
        return (int) checksum.getValue();
    }
}
