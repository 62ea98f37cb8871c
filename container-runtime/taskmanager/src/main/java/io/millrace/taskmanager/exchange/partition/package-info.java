/**
 * What producers wrote to blocking edges, kept at their TaskManager after they have ended: read any number of times, from
 * memory or from disk, by consumers here or elsewhere. Start with {@link
 * io.millrace.taskmanager.exchange.partition.PartitionStore}, then {@link
 * io.millrace.taskmanager.exchange.partition.KeptPartition}.
 *
 * <h2>Decisions</h2>
 *
 * <ul>
 *   <li>In memory there are batches of references, as in a channel, so an exchange that fits costs no serialising. A record
 *       that can change is copied by each reading, because another reading must find it as it was; one that cannot is shared.
 *   <li>Memory of all partitions is counted together. Above three quarters of the limit the largest partition goes to disk,
 *       whole, by a thread of its own; at the limit producers wait as they do for any full channel. So no step of a task
 *       serialises, writes to or reads from a disk, and what one consumer reads lies in few long runs.
 *   <li>A partition has one file (another one if that cannot be written), and each spill appends a segment for each consumer.
 *       Segments are blocks with
 *       checksums ({@link io.millrace.taskmanager.exchange.partition.BlockWriter}); a damaged or missing one means that the
 *       partition is lost and made again, never that wrong records are read.
 *   <li>A reading keeps nothing alive and is registered nowhere: who wants no more just stops.
 *   <li>Nothing is forced to the disk: a machine that fails loses its partitions with its TaskManager anyway.
 * </ul>
 */
@NullMarked
package io.millrace.taskmanager.exchange.partition;

import org.jspecify.annotations.NullMarked;
