package io.millrace.dataflow.io;

import java.io.IOException;

/** An output format that prepares its output once, before the first parallel instance opens. */
public interface InitializeOnMaster {
    void initializeGlobal(int parallelism) throws IOException;
}
