package io.millrace.dataflow.memory;

import java.io.DataInputStream;
import java.io.InputStream;

/** Reads from a stream. */
public class DataInputViewStreamWrapper extends DataInputStream implements DataInputView {

    public DataInputViewStreamWrapper(InputStream in) {
        super(in);
    }
}
