package io.millrace.dataflow;

/**
 * Says of a sink or source that two attempts at one of its subtasks may run at the same time. The engine never does that on
 * purpose, and keeps late attempts from being counted; so this asks for nothing more.
 */
public interface SupportsConcurrentExecutionAttempts {}
