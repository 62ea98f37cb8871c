/**
 * Containers: the port {@link io.millrace.jobmanager.container.ContainerDriver} to whoever grants them, and the {@link
 * io.millrace.jobmanager.container.ContainerReconciler} that wishes for what is needed and gives back what is idle.
 *
 * <p>Knows neither YARN nor processes.
 */
@NullMarked
package io.millrace.jobmanager.container;

import org.jspecify.annotations.NullMarked;
