package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.serialization.BulkWriter;
import io.millrace.dataflow.serialization.Encoder;
import java.io.IOException;
import java.io.Serializable;

/** How records become the bytes of a part file. */
interface PartFormat<IN> extends Serializable {
    Content<IN> begin(FSDataOutputStream out) throws IOException;

    /** Whether a file may be cut after any record and gone on with. */
    boolean resumable();

    /** The content of one file; does not close the stream. */
    interface Content<IN> {
        void add(IN element) throws IOException;

        /** Writes what the format has at its end. */
        void finish() throws IOException;
    }

    /** One record after another. */
    record Rows<IN>(Encoder<IN> encoder) implements PartFormat<IN> {
        private static final long serialVersionUID = 1L;

        @Override
        public Content<IN> begin(FSDataOutputStream out) {
            return new Content<>() {
                @Override
                public void add(IN element) throws IOException {
                    encoder.encode(element, out);
                }

                @Override
                public void finish() {
                    // A row is whole when it is written.
                }
            };
        }

        @Override
        public boolean resumable() {
            return true;
        }
    }

    /** A format that is only whole at its end. */
    record Bulk<IN>(BulkWriter.Factory<IN> factory) implements PartFormat<IN> {
        private static final long serialVersionUID = 1L;

        @Override
        public Content<IN> begin(FSDataOutputStream out) throws IOException {
            BulkWriter<IN> writer = factory.create(out);
            return new Content<>() {
                @Override
                public void add(IN element) throws IOException {
                    writer.addElement(element);
                }

                @Override
                public void finish() throws IOException {
                    writer.flush();
                    writer.finish();
                }
            };
        }

        @Override
        public boolean resumable() {
            return false;
        }
    }
}
