/**
 * The functions that users write, and what the engine offers to them.
 *
 * <p>Read {@link io.millrace.dataflow.functions.RichFunction} first. Nothing here calls a function.
 */
@NullMarked
package io.millrace.dataflow.functions;

import org.jspecify.annotations.NullMarked;
