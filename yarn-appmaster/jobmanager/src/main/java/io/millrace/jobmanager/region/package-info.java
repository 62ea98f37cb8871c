/**
 * Regions of a job: what must run, and run again, together. Start with {@link
 * io.millrace.jobmanager.region.PipelinedRegions}; {@link io.millrace.jobmanager.region.RegionsToRestart} says what follows
 * from a loss, {@link io.millrace.jobmanager.region.PartitionsNeeded} what need not be kept any more.
 *
 * <p>All here are deciders: pure functions of a job graph and of facts, tested by tables. Nothing here sends a message.
 */
@NullMarked
package io.millrace.jobmanager.region;

import org.jspecify.annotations.NullMarked;
