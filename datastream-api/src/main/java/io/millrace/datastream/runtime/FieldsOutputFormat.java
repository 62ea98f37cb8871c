package io.millrace.datastream.runtime;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.tuple.Tuple;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Writes tuples as lines of their fields, in UTF-8; a null field is empty. */
public final class FieldsOutputFormat<T> extends FileOutputFormat<T> {
    private static final long serialVersionUID = 1L;

    private final String rowDelimiter;
    private final String fieldDelimiter;

    public FieldsOutputFormat(Path path, String rowDelimiter, String fieldDelimiter) {
        super(path);
        this.rowDelimiter = rowDelimiter;
        this.fieldDelimiter = fieldDelimiter;
    }

    @Override
    public void writeRecord(T record) throws IOException {
        Tuple tuple = (Tuple) record;
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < tuple.getArity(); i++) {
            if (i > 0) {
                row.append(fieldDelimiter);
            }
            Object field = tuple.getField(i);
            row.append(field == null ? "" : field);
        }
        OutputStream target = Objects.requireNonNull(stream, "open comes before writeRecord");
        target.write(row.append(rowDelimiter).toString().getBytes(StandardCharsets.UTF_8));
    }
}
