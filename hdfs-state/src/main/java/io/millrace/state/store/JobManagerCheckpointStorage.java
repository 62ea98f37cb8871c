package io.millrace.state.store;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.state.CheckpointStorage;

/** Checkpoints lie where they lie without a directory of the program's: they end with the application. */
public class JobManagerCheckpointStorage implements CheckpointStorage {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeTo(Configuration settings) {
        settings.removeConfig(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }

    @Override
    public String toString() {
        return "JobManagerCheckpointStorage";
    }
}
