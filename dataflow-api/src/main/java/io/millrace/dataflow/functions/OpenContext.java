package io.millrace.dataflow.functions;

/** What a rich function is told when it is opened. Ask {@link RichFunction#getRuntimeContext()} for the rest. */
public interface OpenContext {}
