package io.millrace.dataset.io;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.io.FileOutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes each record as {@code toString} shows it, followed by a line feed. */
public class TextOutputFormat<T> extends FileOutputFormat<T> {
    private static final long serialVersionUID = 1L;
    private static final int NEWLINE = '\n';

    private String charsetName = StandardCharsets.UTF_8.name();
    private transient @Nullable Charset charset;

    public TextOutputFormat(Path outputPath) {
        super(outputPath);
    }

    public TextOutputFormat(Path outputPath, String charsetName) {
        super(outputPath);
        setCharsetName(charsetName);
    }

    public String getCharsetName() {
        return charsetName;
    }

    /** @throws IllegalArgumentException if this JVM does not know the name */
    public final void setCharsetName(String newCharsetName) {
        this.charsetName = Charset.forName(newCharsetName).name();
    }

    @Override
    public void open(int taskNumber, int numTasks) throws IOException {
        super.open(taskNumber, numTasks);
        charset = Charset.forName(charsetName);
    }

    @Override
    public void writeRecord(T record) throws IOException {
        byte[] bytes = record.toString().getBytes(Objects.requireNonNull(charset));
        OutputStream out = Objects.requireNonNull(stream);
        out.write(bytes);
        out.write(NEWLINE);
    }

    @Override
    public String toString() {
        return "TextOutputFormat (" + getOutputFilePath() + ") - " + charsetName;
    }

    /** How a record is shown as text. */
    @FunctionalInterface
    public interface TextFormatter<IN> extends Serializable {
        String format(IN value);
    }

    /** Applies a formatter. */
    public static final class FormattingMap<IN> implements MapFunction<IN, String> {
        private static final long serialVersionUID = 1L;

        private final TextFormatter<IN> formatter;

        public FormattingMap(TextFormatter<IN> formatter) {
            this.formatter = formatter;
        }

        @Override
        public String map(IN value) {
            return formatter.format(value);
        }
    }
}
