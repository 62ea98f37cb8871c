package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.tuple.Tuple;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes tuples, one a line, with a delimiter between their fields. */
public class CsvOutputFormat<T extends Tuple> extends FileOutputFormat<T> {
    public static final String DEFAULT_LINE_DELIMITER = "\n";
    public static final String DEFAULT_FIELD_DELIMITER = ",";

    private static final long serialVersionUID = 1L;

    private final String recordDelimiter;
    private final String fieldDelimiter;
    private String charsetName = StandardCharsets.UTF_8.name();
    private boolean quoteStrings;
    private boolean allowNullValues;
    private transient @Nullable Writer writer;

    public CsvOutputFormat(Path outputPath) {
        this(outputPath, DEFAULT_LINE_DELIMITER, DEFAULT_FIELD_DELIMITER);
    }

    public CsvOutputFormat(Path outputPath, String fieldDelimiter) {
        this(outputPath, DEFAULT_LINE_DELIMITER, fieldDelimiter);
    }

    public CsvOutputFormat(Path outputPath, String recordDelimiter, String fieldDelimiter) {
        super(outputPath);
        this.recordDelimiter = Objects.requireNonNull(recordDelimiter, "recordDelimiter");
        this.fieldDelimiter = Objects.requireNonNull(fieldDelimiter, "fieldDelimiter");
    }

    /** True: a null field is written as nothing; false (the default): it is an error. */
    public void setAllowNullValues(boolean allow) {
        this.allowNullValues = allow;
    }

    /** @throws IllegalArgumentException if this JVM does not know the name */
    public void setCharsetName(String newCharsetName) {
        this.charsetName = Charset.forName(newCharsetName).name();
    }

    /** Puts strings in double quotes; a quote inside is doubled (RFC 4180). */
    public void setQuoteStrings(boolean quote) {
        this.quoteStrings = quote;
    }

    @Override
    public void open(int taskNumber, int numTasks) throws IOException {
        super.open(taskNumber, numTasks);
        writer = new OutputStreamWriter(Objects.requireNonNull(stream), charsetName);
    }

    @Override
    public void writeRecord(T element) throws IOException {
        Writer out = Objects.requireNonNull(writer);
        for (int i = 0; i < element.getArity(); i++) {
            if (i > 0) {
                out.write(fieldDelimiter);
            }
            Object field = element.getField(i);
            if (field != null) {
                out.write(shown(field));
            } else if (!allowNullValues) {
                throw new IOException("Cannot write the tuple " + element + " to " + getOutputFilePath() + ": field "
                        + i + " is null; call setAllowNullValues(true) to write nothing for it.");
            }
        }
        out.write(recordDelimiter);
    }

    private String shown(Object field) {
        if (quoteStrings && field instanceof String) {
            return '"' + ((String) field).replace("\"", "\"\"") + '"';
        }
        return field.toString();
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        super.close();
    }

    @Override
    public String toString() {
        return "CsvOutputFormat (path: " + getOutputFilePath() + ", delimiter: " + fieldDelimiter + ")";
    }
}
