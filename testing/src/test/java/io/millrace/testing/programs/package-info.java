/**
 * Whole programs, written as users of the two APIs write them, run in local mode and compared with naive models. Start with
 * {@link io.millrace.testing.programs.ClassicBatchProgramsTest}. Nothing here looks inside the engine.
 */
@NullMarked
package io.millrace.testing.programs;

import org.jspecify.annotations.NullMarked;
