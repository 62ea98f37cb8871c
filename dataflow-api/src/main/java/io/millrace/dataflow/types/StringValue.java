package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that can be changed. Its hash code is that of the String. Written as the number of its UTF-8 bytes (an int), then
 * those bytes; a text with an unpaired surrogate loses it.
 */
public class StringValue
        implements NormalizableKey<StringValue>,
                ResettableValue<StringValue>,
                CopyableValue<StringValue>,
                CharSequence {

    private static final long serialVersionUID = 1L;

    /** Read in pieces of this many bytes, so that a length gone wrong fails at the end of input, not for lack of memory. */
    private static final int PIECE_BYTES = 1 << 16;

    private String value;

    public StringValue() {
        this("");
    }

    public StringValue(CharSequence value) {
        this.value = value.toString();
    }

    public StringValue(StringValue value) {
        this.value = value.value;
    }

    /** {@code len} characters of the other, from {@code offset}. */
    public StringValue(StringValue value, int offset, int len) {
        this.value = value.value.substring(offset, offset + len);
    }

    public String getValue() {
        return value;
    }

    public void setValue(CharSequence value) {
        this.value = Objects.requireNonNull(value).toString();
    }

    @Override
    public void setValue(StringValue value) {
        this.value = value.value;
    }

    @Override
    public int length() {
        return value.length();
    }

    @Override
    public char charAt(int index) {
        return value.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new StringValue(value.substring(start, end));
    }

    /** {@code len} characters from {@code offset}. */
    public void setValue(CharSequence value, int offset, int len) {
        this.value = value.subSequence(offset, offset + len).toString();
    }

    public void setValue(StringValue value, int offset, int len) {
        setValue((CharSequence) value.value, offset, len);
    }

    public void setValue(char[] chars, int offset, int len) {
        this.value = new String(chars, offset, len);
    }

    /** What is left in the buffer, which is read to its end. */
    public void setValue(CharBuffer buffer) {
        this.value = buffer.toString();
        buffer.position(buffer.limit());
    }

    /** Each byte is one character. */
    public void setValueAscii(byte[] bytes, int offset, int len) {
        this.value = new String(bytes, offset, len, StandardCharsets.ISO_8859_1);
    }

    /**
     * Keeps the first {@code len} characters.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public void setLength(int len) {
        if (len < 0 || len > value.length()) {
            throw new IllegalArgumentException("Length must be between 0 and the current length.");
        }
        value = value.substring(0, len);
    }

    /** The characters, in an array that may be changed. */
    public char[] getCharArray() {
        return value.toCharArray();
    }

    public StringValue substring(int start) {
        return new StringValue(value.substring(start));
    }

    public StringValue substring(int start, int end) {
        return new StringValue(value.substring(start, end));
    }

    /** Puts the part from {@code start} into {@code target}. */
    public void substring(StringValue target, int start) {
        target.value = value.substring(start);
    }

    public void substring(StringValue target, int start, int end) {
        target.value = value.substring(start, end);
    }

    /** Where the text begins for the first time; -1 if it is not there. */
    public int find(CharSequence text) {
        return value.indexOf(text.toString());
    }

    public int find(CharSequence text, int start) {
        return value.indexOf(text.toString(), start);
    }

    public boolean startsWith(CharSequence prefix) {
        return value.startsWith(prefix.toString());
    }

    public boolean startsWith(CharSequence prefix, int startIndex) {
        return value.startsWith(prefix.toString(), startIndex);
    }

    public StringValue append(CharSequence text) {
        value = value + text;
        return this;
    }

    public StringValue append(char character) {
        value = value + character;
        return this;
    }

    public StringValue append(StringValue text) {
        value = value + text.value;
        return this;
    }

    /** {@code len} characters of the text, from {@code start}. */
    public StringValue append(CharSequence text, int start, int len) {
        value = value + text.subSequence(start, start + len);
        return this;
    }

    public StringValue append(StringValue text, int start, int len) {
        return append((CharSequence) text.value, start, len);
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void read(DataInputView in) throws IOException {
        value = new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new InvalidObjectException("Length of a StringValue: expected=0 or more, actual=" + length);
        }
        byte[] bytes = new byte[Math.min(length, PIECE_BYTES)];
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

    @Override
    public int getBinaryLength() {
        return -1;
    }

    @Override
    public void copyTo(StringValue target) {
        target.value = value;
    }

    @Override
    public StringValue copy() {
        return new StringValue(value);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        byte[] bytes = readBytes(source);
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public int compareTo(StringValue other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StringValue that && value.equals(that.value);
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        NormalizedKeys.put(this, memory, offset, len);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
