package io.millrace.control.report;

import io.millrace.dataflow.JobID;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What failed or was lost of a job, and what follows from it.
 *
 * @param epoch of the JobManager that reports
 * @param number counts the reports of a job in an epoch, from 1
 * @param run which run of the job's tasks it was, from 1: each restart begins another
 * @param attempt the task that failed; empty if none did
 * @param place where it failed, or what was lost; empty if that was the JobManager
 * @param log the last lines of the TaskManager's log, as it sent them; may be empty
 */
public record FailureReport(
        JobID job,
        String jobName,
        long epoch,
        int number,
        Instant time,
        int run,
        Cause cause,
        Optional<Attempt> attempt,
        Optional<Place> place,
        Consequence consequence,
        String log) {

    /**
     * Why.
     *
     * @param owner who can mend it: USER, PLATFORM, RESOURCES or INTERNAL
     * @param message what failed
     * @param stackTrace with causes; may be empty
     * @param operator in whose code it happened
     * @param record the printed form of the record at hand
     * @param lostPartition that could not be read
     * @param lostSnapshot the file of a checkpoint that could not be read
     */
    public record Cause(
            String owner,
            String message,
            String stackTrace,
            Optional<String> operator,
            Optional<String> record,
            Optional<String> lostPartition,
            Optional<String> lostSnapshot) {}

    /**
     * A task.
     *
     * @param vertex its name: that of its operators
     * @param subtask 0-based
     * @param number of the attempt, 0-based
     */
    public record Attempt(String vertex, int subtask, int number) {}

    /**
     * A TaskManager.
     *
     * @param taskManager its name, which is that of its container
     * @param end of the container, if that is over
     */
    public record Place(String taskManager, String host, Optional<End> end) {}

    /**
     * The end of a container, as the resource manager tells it.
     *
     * @param cause a word for it, such as EXITED or PREEMPTED
     * @param exitStatus of the process, or the resource manager's word in its place
     * @param diagnostics for people
     */
    public record End(String cause, OptionalInt exitStatus, String diagnostics) {}

    /**
     * What follows.
     *
     * @param decision for people: what is done, and which rule says so
     * @param restarts the names of the vertices that run again; empty if none does
     * @param checkpoint from which they go on, if there is one
     * @param delay before they run again
     */
    public record Consequence(String decision, List<String> restarts, OptionalLong checkpoint, Duration delay) {
        public Consequence {
            restarts = List.copyOf(restarts);
        }

        /** Nothing runs again because of it. */
        public static Consequence of(String decision) {
            return new Consequence(decision, List.of(), OptionalLong.empty(), Duration.ZERO);
        }
    }

    /** Without its longest part. */
    public FailureReport withoutLog() {
        return new FailureReport(job, jobName, epoch, number, time, run, cause, attempt, place, consequence, "");
    }
}
