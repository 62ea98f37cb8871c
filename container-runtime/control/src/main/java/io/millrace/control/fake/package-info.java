/**
 * Actors without a process: a test hosts them in a {@link io.millrace.control.fake.FakeHouse}, hands them messages, turns the
 * clock, and looks at what they sent.
 *
 * <p>Never used by what is shipped; here, beside the kernel, so that the tests of all modules share it.
 */
@NullMarked
package io.millrace.control.fake;

import org.jspecify.annotations.NullMarked;
