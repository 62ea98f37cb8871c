package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Reads text files line by line into texts that can be changed. */
public class TextValueInputFormat extends DelimitedInputFormat<StringValue>
        implements ResultTypeQueryable<StringValue> {
    private static final long serialVersionUID = 1L;

    private boolean skipInvalidLines;

    public TextValueInputFormat(Path filePath) {
        super(filePath);
    }

    public String getCharsetName() {
        return getCharset().name();
    }

    /** @throws IllegalArgumentException if this JVM does not know the name */
    public void setCharsetName(String charsetName) {
        setCharset(charsetName);
    }

    public boolean isSkipInvalidLines() {
        return skipInvalidLines;
    }

    /** Whether lines that are not of the character set are left out; else they fail the job. */
    public void setSkipInvalidLines(boolean skipInvalidLines) {
        this.skipInvalidLines = skipInvalidLines;
    }

    @Override
    public @Nullable StringValue readRecord(StringValue reuse, byte[] bytes, int offset, int numBytes)
            throws IOException {
        try {
            return new StringValue(getCharset().newDecoder().decode(ByteBuffer.wrap(bytes, offset, numBytes)));
        } catch (CharacterCodingException e) {
            if (skipInvalidLines) {
                return null;
            }
            throw new IOException(
                    "A line of " + this + " is no text in " + getCharsetName()
                            + "; set the right character set, or setSkipInvalidLines(true).",
                    e);
        }
    }

    @Override
    public TypeInformation<StringValue> getProducedType() {
        return TypeInformation.of(StringValue.class);
    }
}
