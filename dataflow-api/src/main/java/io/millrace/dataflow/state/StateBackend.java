package io.millrace.dataflow.state;

import io.millrace.dataflow.config.Configuration;
import java.io.Serializable;

/** A program's choice of how its keyed state is kept, given to {@code setStateBackend}. */
public interface StateBackend extends Serializable {
    /** Writes the choice as settings of the job. */
    void writeTo(Configuration settings);
}
