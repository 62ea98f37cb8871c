/**
 * Where records are written to and read from: Java's {@link java.io.DataOutput} and {@link java.io.DataInput} with a few
 * methods more, as users' serialisers and value types see them.
 *
 * <p>Read {@link io.millrace.dataflow.memory.DataOutputView} first. Nothing here is safe for two threads, and nothing does
 * I/O but what the stream below does.
 */
@NullMarked
package io.millrace.dataflow.memory;

import org.jspecify.annotations.NullMarked;
