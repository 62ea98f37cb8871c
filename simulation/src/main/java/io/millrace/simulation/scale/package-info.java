/**
 * What the control plane costs as jobs grow: a JobManager with its real actors and messages, and TaskManagers that only
 * answer. Start with {@link io.millrace.simulation.scale.ScaleWorld}; {@link io.millrace.simulation.scale.Scale} prints the
 * table.
 *
 * <p>Nothing is ever lost, late or repeated here, and no task does anything: faults are the world's next door.
 */
@NullMarked
package io.millrace.simulation.scale;

import org.jspecify.annotations.NullMarked;
