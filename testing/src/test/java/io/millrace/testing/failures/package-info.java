/**
 * Whole streaming jobs that fail after a checkpoint and go on, compared with naive models. Start with {@link
 * io.millrace.testing.failures.ExactlyOnceTest}. Nothing here looks inside the engine, and nothing waits for a time.
 */
@NullMarked
package io.millrace.testing.failures;

import org.jspecify.annotations.NullMarked;
