package io.millrace.datastream.sink;

import java.io.IOException;
import java.io.Serializable;

/** Where the records of a stream go. */
@FunctionalInterface
public interface Sink<InputT> extends Serializable {
    /** Called once in each task. */
    SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException;
}
