package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads text files line by line; a line's end, {@code \n} or {@code \r\n}, is not part of it. */
public class TextInputFormat extends DelimitedInputFormat<String> implements ResultTypeQueryable<String> {
    private static final long serialVersionUID = 1L;
    private static final byte CARRIAGE_RETURN = '\r';

    private String charsetName = StandardCharsets.UTF_8.name();
    private transient @Nullable Charset textCharset;

    public TextInputFormat(Path filePath) {
        super(filePath, null);
    }

    public String getCharsetName() {
        return charsetName;
    }

    /** @throws IllegalArgumentException if this JVM does not know the name */
    public void setCharsetName(String newCharsetName) {
        this.charsetName = Charset.forName(newCharsetName).name();
        this.textCharset = null;
    }

    @Override
    public String readRecord(@Nullable String reusable, byte[] bytes, int offset, int numBytes) {
        int length = numBytes > 0 && endsLines() && bytes[offset + numBytes - 1] == CARRIAGE_RETURN ? numBytes - 1 : numBytes;
        if (textCharset == null) {
            textCharset = Charset.forName(charsetName);
        }
        return new String(bytes, offset, length, textCharset);
    }

    private boolean endsLines() {
        byte[] delimiter = getDelimiter();
        return delimiter.length == 1 && delimiter[0] == '\n';
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    @Override
    public String toString() {
        return "TextInputFormat (" + getFilePath() + ") - " + charsetName;
    }
}
