package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.dataflow.JobID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A job's claim: slots that it waits for, or that it holds. */
final class SlotClaim {
    final JobID job;
    final Address replyTo;
    final List<Slot> held = new ArrayList<>();
    private int wanted;
    private Duration timeout;
    private Instant since;
    private boolean waiting = true;

    SlotClaim(JobID job, Address replyTo, int wanted, Duration timeout, Instant since) {
        this.job = job;
        this.replyTo = replyTo;
        this.wanted = wanted;
        this.timeout = timeout;
        this.since = since;
    }

    /** A new wish in place of the last one. What is held stays held. */
    void wantAgain(int slots, Duration waitAtMost, Instant now) {
        wanted = slots;
        timeout = waitAtMost;
        since = now;
        waiting = true;
    }

    int wanted() {
        return wanted;
    }

    /** How many are to be given at once; what is held too much is not taken away. */
    int missing() {
        return Math.max(0, wanted - held.size());
    }

    /** It waits, and there are so many free slots as it misses. Cheap: asked whenever a TaskManager comes. */
    boolean mayBeServed(Iterable<TaskManagerLink> taskManagers) {
        if (!waiting) {
            return false;
        }
        int lacking = missing();
        for (TaskManagerLink taskManager : taskManagers) {
            if (lacking <= 0) {
                break;
            }
            lacking -= taskManager.free();
        }
        return lacking <= 0;
    }

    Duration timeout() {
        return timeout;
    }

    boolean isWaiting() {
        return waiting;
    }

    /** It was answered, well or ill. */
    void answered() {
        waiting = false;
    }

    boolean isOverdue(Instant now) {
        return waiting && !now.isBefore(since.plus(timeout));
    }

    int needed() {
        return waiting ? wanted : held.size();
    }
}
