package io.millrace.dataflow.io;

import java.io.IOException;

/** An output format that completes its output once, after the last parallel instance has closed well. */
public interface FinalizeOnMaster {
    void finalizeGlobal(int parallelism) throws IOException;
}
