/**
 * The ApplicationMaster: {@link io.millrace.yarn.master.ApplicationMaster} has its {@code main}, which registers with YARN,
 * hosts the JobManager, runs a program's {@code main} or takes jobs, and sees to it that YARN's final status is what became
 * of them.
 *
 * <p>It decides nothing about jobs, slots or tasks: the JobManager's actors do.
 */
@NullMarked
package io.millrace.yarn.master;

import org.jspecify.annotations.NullMarked;
