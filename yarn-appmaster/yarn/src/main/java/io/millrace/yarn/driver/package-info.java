/**
 * Containers from YARN: {@link io.millrace.yarn.driver.YarnContainerDriver} reconciles the JobManager's wishes with what was
 * asked of the resource manager and has TaskManagers started in what is granted.
 *
 * <p>Decisions are made on one thread, over the port {@link io.millrace.yarn.driver.YarnLink}; {@link
 * io.millrace.yarn.driver.ResourceManagerLink} is the real one and decides nothing. It never looks into a TaskManager.
 */
@NullMarked
package io.millrace.yarn.driver;

import org.jspecify.annotations.NullMarked;
