/**
 * What one leader of an application leaves to the next: {@link io.millrace.jobmanager.succession.Inheritance} reads it from
 * the ledger of jobs. Start there.
 *
 * <p>How an ApplicationMaster leads: open the ledger ({@code FencedLog} in {@code log/} of the application's staging
 * directory, its writer named for the container, facts posted to the dispatcher), contend, and when granted host the
 * JobManager with the epoch, the ledger and a {@link io.millrace.jobmanager.succession.Leadership}; post the election's facts
 * to the dispatcher. The dispatcher takes the ledger over, and what did not end goes on; {@code tookOver} then says what was
 * found. A program is run again from its beginning, and gets the jobs of then, one after the other, for those that it submits.
 * On {@code lost}, the actors are gone: the process ends at once, and leaves staging directory and znodes to the leader that
 * follows.
 *
 * <p>Pure: reads bytes and decides; no file, no election.
 */
@NullMarked
package io.millrace.jobmanager.succession;

import org.jspecify.annotations.NullMarked;
