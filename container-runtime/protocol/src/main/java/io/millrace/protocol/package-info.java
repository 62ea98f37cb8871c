/**
 * The messages between client, JobManager and TaskManagers, and their Avro IDL.
 *
 * <p>Messages are immutable records that check themselves and carry the sender's epoch. Nothing here sends them:
 * that is the network's work, or the simulation's.
 */
@NullMarked
package io.millrace.protocol;

import org.jspecify.annotations.NullMarked;
