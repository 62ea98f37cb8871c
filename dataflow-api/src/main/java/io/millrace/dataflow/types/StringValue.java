package io.millrace.dataflow.types;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that can be changed. Its hash code is that of the String. Written as the number of its UTF-8 bytes (an int), then
 * those bytes; a text with an unpaired surrogate loses it.
 */
public class StringValue
        implements Key<StringValue>, ResettableValue<StringValue>, CopyableValue<StringValue>, CharSequence {

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

    public StringValue append(CharSequence text) {
        value = value + text;
        return this;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void read(DataInput in) throws IOException {
        value = new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInput in) throws IOException {
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
    public void copy(DataInput source, DataOutput target) throws IOException {
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
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
