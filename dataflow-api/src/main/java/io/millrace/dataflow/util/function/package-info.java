/**
 * Functions that may throw or be shipped.
 *
 * <p>Read {@link io.millrace.dataflow.util.function.ThrowingRunnable} first. Nothing here calls them.
 */
@NullMarked
package io.millrace.dataflow.util.function;

import org.jspecify.annotations.NullMarked;
