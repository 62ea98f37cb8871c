package io.millrace.dataflow.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Writes records one after another to a stream. */
@FunctionalInterface
public interface Encoder<IN> extends Serializable {
    void encode(IN element, OutputStream stream) throws IOException;
}
