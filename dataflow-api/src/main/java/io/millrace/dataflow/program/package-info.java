/**
 * A user's program: the jar and its {@code main}, wherever it is called, and the jobs that it makes. Read {@link
 * io.millrace.dataflow.program.PackagedProgram} first.
 *
 * <p>It never chooses where jobs run: that is told by the execution context around the call.
 */
@NullMarked
package io.millrace.dataflow.program;

import org.jspecify.annotations.NullMarked;
