/**
 * The command line and job submission.
 *
 * <p>Results go to standard output and logs to standard error; every failure ends in one message that names the thing
 * and the next step, and in an exit code with a meaning. It runs no job by itself.
 */
@NullMarked
package io.millrace.client;

import org.jspecify.annotations.NullMarked;
