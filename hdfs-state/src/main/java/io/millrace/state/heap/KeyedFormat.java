package io.millrace.state.heap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How keyed state and timers of one key group are written. Each key group is a block that stands for itself, so that it can
 * go to any subtask. Numbers have their high byte first; <em>text</em> is its length in bytes (4) and UTF-8.
 *
 * <pre>
 * block   := version (1), number of sections (4), section…
 * section := kind (1, see {@link SectionHeader.Kind}), name text, key type text, value type text, namespace type text,
 *            flags (1: bit 0 namespaced, bit 1 expires), length of the schema in bytes (4), schema,
 *            rows (4), length of the body in bytes (4), body
 * schema  := as {@link io.millrace.types.serial.StateSchema} writes it: the serialisers of the key, the namespace if there is
 *            one, and the value, element, or key and value of a map
 *
 * body of state without namespaces := (key, value)…                      one for each row
 * body of state with namespaces    := (namespace, n (4), (key, value) n times)…
 * body of timers                   := (time (8), place (4), namespace, key)…   equal times fire in the order of places
 *
 * value of VALUE, REDUCING, AGGREGATING := [used (8)], value
 * value of LIST                         := n (4), ([used (8)], element, [0 (1)]) n times
 * value of MAP                          := n (4), (flags (1: bit 0 key is null, bit 1 value is null), [key], [used (8)], [value]) n times
 * </pre>
 *
 * {@code used} is there if values expire: milliseconds since the epoch. The zero byte follows elements whose serialiser
 * writes nothing. Keys, namespaces and values are as the serialisers of their types write them; late-bound records of one
 * body share a dictionary. Sections come in the order in which the operator asked for the states.
 *
 * <p>Version 1 is the same without the schema; it is read, and stays without where nobody asked for the state.
 *
 * <p>Lengths and counts are checked against the bytes that are there, before memory is taken for them.
 */
final class KeyedFormat {
    private static final int VERSION = 2;
    private static final int WITHOUT_SCHEMA = 1;
    private static final int NAMESPACED = 1;
    private static final int EXPIRES = 2;

    private KeyedFormat() {}

    static byte[] write(List<Section> sections) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeInt(sections.size());
        for (Section section : sections) {
            SectionHeader header = section.header();
            out.writeByte(header.kind().ordinal());
            writeText(header.name(), out);
            writeText(header.keyType(), out);
            writeText(header.valueType(), out);
            writeText(header.namespaceType(), out);
            out.writeByte((header.isNamespaced() ? NAMESPACED : 0) | (header.expires() ? EXPIRES : 0));
            out.writeInt(section.schema().length);
            out.write(section.schema());
            out.writeInt(section.rows());
            out.writeInt(section.body().length);
            out.write(section.body());
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if these are not the bytes of a block */
    static List<Section> read(byte[] block) throws IOException {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(block));
            int version = in.readUnsignedByte();
            if (version != VERSION && version != WITHOUT_SCHEMA) {
                throw new StreamCorruptedException("version of keyed state: expected=" + WITHOUT_SCHEMA + " or "
                        + VERSION + ", actual=" + version);
            }
            int count = count("sections", in.readInt(), in.available());
            List<Section> sections = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sections.add(readSection(version, in));
            }
            if (in.available() > 0) {
                throw new StreamCorruptedException(in.available() + " bytes follow the last section of a key group");
            }
            return sections;
        } catch (EOFException e) {
            throw new StreamCorruptedException(
                    "a block of keyed state ends after " + block.length + " bytes, within a section");
        }
    }

    private static Section readSection(int version, DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind >= SectionHeader.Kind.values().length) {
            throw new StreamCorruptedException("kind of state " + kind + " is not known");
        }
        String name = readText(in);
        String keyType = readText(in);
        String valueType = readText(in);
        String namespaceType = readText(in);
        int flags = in.readUnsignedByte();
        SectionHeader header = new SectionHeader(
                SectionHeader.Kind.values()[kind], name, keyType, valueType, namespaceType, (flags & EXPIRES) != 0);
        if (header.isNamespaced() != ((flags & NAMESPACED) != 0)) {
            throw new StreamCorruptedException("state '" + name + "': its flags and its namespace type do not agree");
        }
        int schemaBytes = version == WITHOUT_SCHEMA
                ? 0
                : count("bytes of the schema of '" + name + "'", in.readInt(), in.available());
        byte[] schema = in.readNBytes(schemaBytes);
        int rows = in.readInt();
        byte[] body = in.readNBytes(count("bytes of '" + name + "'", in.readInt(), in.available()));
        return new Section(header, schema, rows, body);
    }

    /** @throws IOException if so many of something, each a byte at least, cannot be in the bytes that are left */
    static int count(String what, int count, int bytesLeft) throws IOException {
        if (count < 0 || count > bytesLeft) {
            throw new StreamCorruptedException("number of " + what + ": expected=0 to " + bytesLeft
                    + ", as so many bytes are left, actual=" + count);
        }
        return count;
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = count("bytes of a text", in.readInt(), in.available());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
