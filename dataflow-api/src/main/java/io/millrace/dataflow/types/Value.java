package io.millrace.dataflow.types;

import io.millrace.dataflow.io.IOReadableWritable;
import java.io.Serializable;

/**
 * A mutable record that writes and reads its own bytes. Implementations have a public constructor without arguments.
 */
public interface Value extends IOReadableWritable, Serializable {}
