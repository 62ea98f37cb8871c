package io.millrace.dataflow.state;

import io.millrace.dataflow.config.Configuration;
import java.io.Serializable;

/** A program's choice of where its checkpoints lie, given to {@code setCheckpointStorage}. */
public interface CheckpointStorage extends Serializable {
    /** Writes the choice as settings of the job. */
    void writeTo(Configuration settings);
}
