package io.millrace.datastream.runtime;

/** Writes each record's text as a line, in UTF-8. */
public final class LineOutputFormat<T> extends FileOutputFormat<T> {
    private static final long serialVersionUID = 1L;

    public LineOutputFormat(Path path) {
        super(path);
    }

    @Override
    public void writeRecord(T record) throws IOException {
        stream.write(record.toString().getBytes(StandardCharsets.UTF_8));
        stream.write('\n');
    }
}
