/**
 * Applications on YARN as their client sees them: checks before the submission, submission, waiting, the outcome, and jobs
 * for a session. Read {@link io.millrace.yarn.deploy.YarnPlatform} first.
 *
 * <p>It never runs in a container, and prints nothing.
 */
@NullMarked
package io.millrace.yarn.deploy;

import org.jspecify.annotations.NullMarked;
