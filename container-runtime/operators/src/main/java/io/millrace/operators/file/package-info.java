/**
 * The files of every scheme but {@code file:}, through Hadoop's file systems.
 *
 * <p>Read {@link io.millrace.operators.file.HadoopFileSystem} first; {@link
 * io.millrace.operators.file.HadoopFileSystemProvider} is how it is found, {@link
 * io.millrace.operators.file.HadoopFailures} says in words what Hadoop's exceptions mean. Nothing else of the engine's file
 * code knows Hadoop, and nothing here knows YARN or reads {@code HADOOP_CLASSPATH}.
 */
@NullMarked
package io.millrace.operators.file;

import org.jspecify.annotations.NullMarked;
