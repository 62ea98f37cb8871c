package io.millrace.datastream.file.source.reader;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FSDataInputStream;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/** Lines of text, without their ends; UTF-8 unless told otherwise. */
public class TextLineInputFormat extends SimpleStreamFormat<String> {
    private static final long serialVersionUID = 1L;

    public static final String DEFAULT_CHARSET_NAME = "UTF-8";

    private final String charsetName;

    public TextLineInputFormat() {
        this(DEFAULT_CHARSET_NAME);
    }

    public TextLineInputFormat(String charsetName) {
        this.charsetName = charsetName;
    }

    @Override
    public Reader createReader(Configuration config, FSDataInputStream stream) throws IOException {
        return new Reader(new BufferedReader(new InputStreamReader(stream, charsetName)));
    }

    @Override
    public TypeInformation<String> getProducedType() {
        return Types.STRING;
    }

    /** The lines of one file. */
    public static final class Reader implements StreamFormat.Reader<String> {
        private final BufferedReader reader;

        private Reader(BufferedReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable String read() throws IOException {
            return reader.readLine();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
