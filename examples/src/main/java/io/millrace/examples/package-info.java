/**
 * Programs to read and to run, one main class each, with {@code --input}, {@code --output} and {@code --help}.
 *
 * <p>They use the public API only, in the way a user would, and their results are checked by tests against counts made
 * without Millrace.
 */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;
