package io.millrace.datastream.runtime;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileOutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Writes each record's text as a line, in UTF-8. */
public final class LineOutputFormat<T> extends FileOutputFormat<T> {
    private static final long serialVersionUID = 1L;

    public LineOutputFormat(Path path) {
        super(path);
    }

    @Override
    public void writeRecord(T record) throws IOException {
        OutputStream target = Objects.requireNonNull(stream, "open comes before writeRecord");
        target.write(record.toString().getBytes(StandardCharsets.UTF_8));
        target.write('\n');
    }
}
