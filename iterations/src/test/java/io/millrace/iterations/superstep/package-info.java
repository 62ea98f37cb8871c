/** Tests of what the heads of loops decide and show at the ends of supersteps; start with {@link LoopProgressTest}. */
@NullMarked
package io.millrace.iterations.superstep;

import org.jspecify.annotations.NullMarked;
