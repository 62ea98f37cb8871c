package io.millrace.dataflow.eventtime;

import java.io.Serializable;

/** A timestamp assigner that can be shipped, such as a lambda. */
@FunctionalInterface
public interface SerializableTimestampAssigner<T> extends TimestampAssigner<T>, Serializable {}
