/**
 * An application's files in the cluster's file system: the engine's libraries, shared by all submissions of the same bytes,
 * and a folder of its own for each application. Read {@link io.millrace.yarn.staging.StagingArea} first.
 *
 * <p>It never talks to the ResourceManager, and never overwrites a file that an application may use.
 */
@NullMarked
package io.millrace.yarn.staging;

import org.jspecify.annotations.NullMarked;
