/**
 * Runs operators without an engine and abuses them. Start with {@link io.millrace.operators.harness.OperatorHarness}.
 *
 * <p>Nothing here has a thread or waits.
 */
@NullMarked
package io.millrace.operators.harness;

import org.jspecify.annotations.NullMarked;
