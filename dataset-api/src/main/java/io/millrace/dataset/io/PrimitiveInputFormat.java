package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.DelimitedInputFormat;
import io.millrace.dataflow.io.ParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads files of numbers or texts with a delimiter between them. */
public class PrimitiveInputFormat<OT> extends DelimitedInputFormat<OT> {
    private static final long serialVersionUID = 1L;

    private final Class<OT> primitiveClass;
    private transient @Nullable Function<String, Object> parser;

    public PrimitiveInputFormat(Path filePath, Class<OT> primitiveClass) {
        super(filePath);
        this.primitiveClass = primitiveClass;
        if (CsvFieldType.parser(primitiveClass).isEmpty()) {
            throw new IllegalArgumentException("A file of " + primitiveClass.getName() + " cannot be read: expected="
                    + CsvFieldType.known() + ".");
        }
    }

    public PrimitiveInputFormat(Path filePath, String delimiter, Class<OT> primitiveClass) {
        this(filePath, primitiveClass);
        setDelimiter(delimiter);
    }

    @Override
    @SuppressWarnings("unchecked")
    public OT readRecord(@Nullable OT reuse, byte[] bytes, int offset, int numBytes) throws ParseException {
        byte[] delimiter = getDelimiter();
        boolean endsLines = delimiter.length == 1 && delimiter[0] == '\n';
        boolean hasReturn = endsLines && numBytes > 0 && bytes[offset + numBytes - 1] == '\r';
        String text = new String(bytes, offset, hasReturn ? numBytes - 1 : numBytes, getCharset());
        Function<String, Object> known = parser;
        if (known == null) {
            known = CsvFieldType.parser(primitiveClass).orElseThrow();
            parser = known;
        }
        try {
            return (OT) known.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ParseException("'" + text + "' is no " + primitiveClass.getSimpleName() + ", in " + this, e);
        }
    }
}
