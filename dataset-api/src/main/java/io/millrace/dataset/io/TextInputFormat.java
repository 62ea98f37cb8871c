package io.millrace.dataset.io;

import io.millrace.dataflow.fs.FileInputSplit;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads text files line by line; a line's end, {@code \n} or {@code \r\n}, is not part of it. */
public class TextInputFormat extends DelimitedInputFormat<String> implements ResultTypeQueryable<String> {
    private static final long serialVersionUID = 1L;
    private static final byte CARRIAGE_RETURN = '\r';

    private transient boolean endsLines;

    public TextInputFormat(Path filePath) {
        super(filePath);
    }

    public String getCharsetName() {
        return getCharset().name();
    }

    /** @throws IllegalArgumentException if this JVM does not know the name */
    public void setCharsetName(String charsetName) {
        setCharset(charsetName);
    }

    @Override
    public String readRecord(@Nullable String reuse, byte[] bytes, int offset, int numBytes) {
        boolean hasReturn = endsLines && numBytes > 0 && bytes[offset + numBytes - 1] == CARRIAGE_RETURN;
        return new String(bytes, offset, hasReturn ? numBytes - 1 : numBytes, getCharset());
    }

    @Override
    public void open(FileInputSplit split) throws IOException {
        super.open(split);
        byte[] delimiter = getDelimiter();
        endsLines = delimiter.length == 1 && delimiter[0] == '\n';
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    @Override
    public String toString() {
        return "TextInputFormat (" + Arrays.toString(getFilePaths()) + ") - " + getCharset();
    }
}
