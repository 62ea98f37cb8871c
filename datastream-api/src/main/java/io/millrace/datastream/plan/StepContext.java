package io.millrace.datastream.plan;

import io.millrace.dataflow.ExecutionConfig;

/**
 * What a step may know at translation.
 *
 * @param batch true if the program runs in batch mode: inputs are bounded, only final results count
 * @param config the program's settings
 */
public record StepContext(boolean batch, ExecutionConfig config) {}
