package io.millrace.datastream.runtime;

/** Reads text files line by line; a line's end, {@code \n} or {@code \r\n}, is not part of it. */
public final class LineInputFormat extends DelimitedInputFormat<String> {
    private static final long serialVersionUID = 1L;

    private final String charsetName;
    private transient @Nullable Charset charset;

    /** @throws IllegalArgumentException if this JVM does not know the character set */
    public LineInputFormat(Path path, String charsetName) {
        super(path, null);
        this.charsetName = Charset.forName(charsetName).name();
    }

    @Override
    public String readRecord(@Nullable String reusable, byte[] bytes, int offset, int numBytes) {
        Charset known = charset;
        if (known == null) {
            known = Charset.forName(charsetName);
            charset = known;
        }
        int length = numBytes > 0 && bytes[offset + numBytes - 1] == '\r' ? numBytes - 1 : numBytes;
        return new String(bytes, offset, length, known);
    }
}
