/**
 * What operators need to call user functions: the life cycle of rich functions and their runtime context. Start with {@link
 * io.millrace.operators.function.RichFunctions}.
 *
 * <p>Nothing here calls a function per record or knows an algorithm.
 */
@NullMarked
package io.millrace.operators.function;

import org.jspecify.annotations.NullMarked;
