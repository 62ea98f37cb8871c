/**
 * Seeded property tests for JUnit 5.
 *
 * <p>Read {@link io.millrace.testing.seeds.Seeds} first. Nothing here knows the rest of Millrace, so that the lowest
 * modules can be tested with it too, and nothing here draws a number that the list of seeds does not decide.
 */
@NullMarked
package io.millrace.testing.seeds;

import org.jspecify.annotations.NullMarked;
