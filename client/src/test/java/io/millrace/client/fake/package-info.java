/**
 * A resource manager for tests of the command line, found as a service under the name {@code yarn}. Start with {@link
 * io.millrace.client.fake.FakePlatform}.
 *
 * <p>It runs nothing elsewhere: what applications do and how they end is said by each test.
 */
@NullMarked
package io.millrace.client.fake;

import org.jspecify.annotations.NullMarked;
