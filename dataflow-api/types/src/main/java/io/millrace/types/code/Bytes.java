package io.millrace.types.code;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The small pieces that all layouts are made of.
 *
 * <ul>
 *   <li><em>varint</em>: a number from 0 in 7-bit groups, lowest first, the high bit set in all but the last byte.
 *   <li><em>text</em>: a varint h; 0 is null; else (h - 1) / 2 is the number of chars, and (h - 1) % 2 says how each is
 *       written: 0 as one byte (Latin-1), 1 as two bytes, high first. Every String comes back as it was, unpaired
 *       surrogates included.
 *   <li><em>blob</em>: a varint length, then that many bytes.
 * </ul>
 *
 * Lengths are not believed: memory is taken as bytes arrive.
 */
public final class Bytes {

    /** Memory is first taken for this many bytes, and then doubled, whatever a length promises. */
    private static final int FIRST_PIECE = 1 << 13;

    /** The header of a text of so many chars is one byte, however they are written. */
    private static final int SHORT_CHARS = 62;

    private Bytes() {}

    public static void writeVarint(int value, DataOutput out) throws IOException {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    /** A number from 0; never negative. */
    public static int readVarint(DataInput in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readByte();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (value < 0 || (shift == 28 && next > 7)) {
                    break;
                }
                return value;
            }
        }
        throw new StreamCorruptedException("Corrupt record: a length or count is larger than 2^31 - 1.");
    }

    public static void writeText(@Nullable String text, DataOutput out) throws IOException {
        if (text == null) {
            out.writeByte(0);
            return;
        }
        int length = text.length();
        if (length <= SHORT_CHARS && out instanceof ArrayOutput) {
            writeShort(text, length, (ArrayOutput) out);
            return;
        }
        boolean wide = highestOf(text) > 0xff;
        if (length > (Integer.MAX_VALUE >> 1) - 1) {
            throw new IOException("A String of " + length + " chars is too long for one record: at most 2^30 - 2.");
        }
        writeVarint(2 * length + (wide ? 2 : 1), out);
        if (wide) {
            out.writeChars(text);
        } else if (out instanceof ArrayOutput) {
            out.writeBytes(text);
        } else {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** As Latin-1, which the JVM copies as one piece; and where that was wrong, once more. */
    private static void writeShort(String text, int length, ArrayOutput out) throws IOException {
        int at = out.reserve(1 + length);
        out.putLowBytes(text, at + 1);
        out.putByte(at, 2 * length + 1);
        if (highestOf(text) > 0xff) {
            out.reserve(length);
            byte[] larger = out.array();
            larger[at] = (byte) (2 * length + 2);
            for (int i = 0; i < length; i++) {
                larger[at + 1 + 2 * i] = (byte) (text.charAt(i) >> 8);
                larger[at + 2 + 2 * i] = (byte) text.charAt(i);
            }
        }
    }

    /** All chars of a text, one over the other: above 0xff if one of them is. */
    private static int highestOf(String text) {
        int length = text.length();
        int highest = 0;
        for (int i = 0; i < length; i++) {
            highest |= text.charAt(i);
        }
        return highest;
    }

    public static @Nullable String readText(DataInput in) throws IOException {
        int header = readVarint(in);
        if (header == 0) {
            return null;
        }
        int length = (header - 1) >>> 1;
        boolean wide = ((header - 1) & 1) != 0;
        int count = wide ? length << 1 : length;
        if (in instanceof ArrayInput) {
            ArrayInput source = (ArrayInput) in;
            int at = source.take(count);
            return textAt(source.array(), at, length, wide);
        }
        return textAt(readBytes(count, in), 0, length, wide);
    }

    @SuppressWarnings(
            "deprecation") // what takes a Charset looks for the right one first, and is too large to be inlined
    private static String textAt(byte[] bytes, int at, int length, boolean wide) {
        if (!wide) {
            return new String(bytes, 0, at, length);
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) ((bytes[at + 2 * i] << 8) | (bytes[at + 2 * i + 1] & 0xff));
        }
        return new String(chars);
    }

    public static String readTextNotNull(String what, DataInput in) throws IOException {
        String text = readText(in);
        if (text == null) {
            throw new StreamCorruptedException("Corrupt record: " + what + " is missing.");
        }
        return text;
    }

    public static void writeBlob(byte[] bytes, DataOutput out) throws IOException {
        writeVarint(bytes.length, out);
        out.write(bytes);
    }

    public static byte[] readBlob(DataInput in) throws IOException {
        return readBytes(readVarint(in), in);
    }

    private static byte[] readBytes(int length, DataInput in) throws IOException {
        byte[] bytes = new byte[Math.min(length, FIRST_PIECE)];
        int read = 0;
        while (true) {
            in.readFully(bytes, read, bytes.length - read);
            read = bytes.length;
            if (read == length) {
                return bytes;
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
        }
    }
}
