package io.millrace.dataflow.state;

/** What a user's function is given to prepare its state, once, before its first record. */
public interface FunctionInitializationContext extends ManagedInitializationContext {}
