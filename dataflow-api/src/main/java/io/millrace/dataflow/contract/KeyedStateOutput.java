package io.millrace.dataflow.contract;

import java.io.IOException;

/** Takes keyed state, a block for each key group that has any. */
@FunctionalInterface
public interface KeyedStateOutput {
    /** At most once for each key group, in rising order. The block stands for itself and must not be changed afterwards. */
    void keyGroup(int keyGroup, byte[] block) throws IOException;
}
