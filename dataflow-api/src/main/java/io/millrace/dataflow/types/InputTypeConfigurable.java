package io.millrace.dataflow.types;

import io.millrace.dataflow.ExecutionConfig;

/** An output format that wants to know the type of its records; told when it becomes the output of a data set or stream. */
public interface InputTypeConfigurable {
    void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig);
}
