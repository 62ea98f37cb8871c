/**
 * What users put in their own tests: an in-JVM cluster for JUnit 5 and the harness for operators.
 *
 * <p>Everything started here is stopped by the end of the test class that asked for it. Nothing here belongs on the
 * class path of a program in production.
 */
@NullMarked
package io.millrace.testing;

import org.jspecify.annotations.NullMarked;
