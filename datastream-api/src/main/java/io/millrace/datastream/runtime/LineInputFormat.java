package io.millrace.datastream.runtime;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import org.jspecify.annotations.Nullable;

/** Reads text files line by line; a line's end, {@code \n} or {@code \r\n}, is not part of it. */
public final class LineInputFormat extends DelimitedInputFormat<String> {
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException if this JVM does not know the character set */
    public LineInputFormat(Path path, String charsetName) {
        super(path);
        setCharset(charsetName);
    }

    @Override
    public String readRecord(@Nullable String reusable, byte[] bytes, int offset, int numBytes) {
        int length = numBytes > 0 && bytes[offset + numBytes - 1] == '\r' ? numBytes - 1 : numBytes;
        return new String(bytes, offset, length, getCharset());
    }
}
