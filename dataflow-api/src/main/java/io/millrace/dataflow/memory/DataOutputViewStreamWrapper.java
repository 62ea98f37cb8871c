package io.millrace.dataflow.memory;

import java.io.DataOutputStream;
import java.io.OutputStream;

/** Writes to a stream. */
public class DataOutputViewStreamWrapper extends DataOutputStream implements DataOutputView {

    public DataOutputViewStreamWrapper(OutputStream out) {
        super(out);
    }
}
