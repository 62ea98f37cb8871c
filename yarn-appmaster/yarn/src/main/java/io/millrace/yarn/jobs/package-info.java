/**
 * The classes of jobs in a container: {@link io.millrace.yarn.jobs.DownloadedClassLoaders} opens a child-first class loader
 * for each job over its jars, which {@link io.millrace.yarn.jobs.JarCache} fetches from the cluster's file system.
 *
 * <p>It never loads a class of the engine from a job's jar, and runs no code of a job.
 */
@NullMarked
package io.millrace.yarn.jobs;

import org.jspecify.annotations.NullMarked;
