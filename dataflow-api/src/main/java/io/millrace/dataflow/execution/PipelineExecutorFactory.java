package io.millrace.dataflow.execution;

import io.millrace.dataflow.config.Configuration;

/** Finds an executor for a configuration. Implementations are services, looked up in the engine's class loader. */
public interface PipelineExecutorFactory {
    /** The value of {@code execution.target} that means this executor, such as {@code local}. */
    String getName();

    /** True if {@code configuration} asks for this executor; at most one factory answers true. */
    boolean isCompatibleWith(Configuration configuration);

    PipelineExecutor getExecutor(Configuration configuration);
}
