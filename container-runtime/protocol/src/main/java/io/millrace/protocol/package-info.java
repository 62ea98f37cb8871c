/**
 * The messages between client, JobManager and TaskManagers. Start with {@link io.millrace.protocol.JobManagerMessage}
 * (what a JobManager says to a TaskManager) and {@link io.millrace.protocol.TaskManagerMessage} (the way back).
 *
 * <p>All are one-way, immutable, carry the epoch of the leader they belong to, and change nothing when repeated. On the
 * wire they are Avro, by the schemas in {@code src/main/avro}. Nothing here does I/O.
 */
@NullMarked
package io.millrace.protocol;

import org.jspecify.annotations.NullMarked;
