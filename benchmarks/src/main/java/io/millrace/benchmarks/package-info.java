/**
 * Whole-job benchmarks, run by {@code benchmarks/run.sh}. Start with {@link io.millrace.benchmarks.WindowBenchmark}.
 *
 * <p>Not part of the ordinary build. Each program prints one JSON object a run: what was measured, how long it took, and
 * a checksum of its result that the hand-written loops must equal.
 */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
