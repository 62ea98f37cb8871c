package io.millrace.simulation;

import io.millrace.control.Message;
import io.millrace.jobmanager.job.JobPhase;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobManagerMessage.GiveSplits;
import io.millrace.protocol.JobManagerMessage.TellOperator;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * When a leader dies, and nothing else happens near it, the next one takes its job over as it is: no task of it is stopped, none
 * runs again. Judged only if the job ran when its leader died, and nothing was being said then between tasks and
 * coordinators, nor deployed: a word that is lost with its leader costs a restart, and may.
 */
final class UndisturbedRule {
    /** What may happen beside the death of a leader, besides what loses nothing anyway. */
    private static final Set<String> OF_LEADERS = new TreeSet<>(List.of(
            "JobManager killed",
            "JobManager killed at its files",
            "another attempt of the ApplicationMaster",
            "wish of an attempt that is over",
            "rename that came late"));

    private static final String UNHEARD_PAUSE = "JobManager paused";
    private static final String TAKEN_OVER = "took the job over, and what was left";
    private static final String COORDINATORS_LOST = "nobody holds how the coordinators of";

    private final Options options;
    private final LongSupplier nowMs;
    private final String job;
    private final boolean handsOver;
    private long illMs = Long.MIN_VALUE;
    private long wordMs;
    private long startedMs;
    private OptionalLong died = OptionalLong.empty();
    /**
     * Vertices whose coordinators have heard a word: an enumerator may owe an answer then that is in no state, so it is not
     * handed over, and its region runs again after a change of leaders.
     */
    private final Set<Integer> heard = new TreeSet<>();

    /** The new leader stops something in the turn in which it took over; why. */
    private Optional<String> suspect = Optional.empty();

    private int judged;

    /**
     * @param job as {@code moved} names it
     * @param handsOver whether another leader can go on with its coordinators
     */
    UndisturbedRule(Options options, LongSupplier nowMs, String job, boolean handsOver) {
        this.options = options;
        this.nowMs = nowMs;
        this.job = job;
        this.handsOver = handsOver;
    }

    /** How many leaders took over where nothing but their predecessor was lost. */
    int judged() {
        return judged;
    }

    private long now() {
        return nowMs.getAsLong();
    }

    /** What was said, and the answer to it, have come after so long. */
    private long settleMs() {
        return 3L * options.heartbeatMs() + 4L * options.network().delayMsMax() + 1_000;
    }

    void fault(String kind) {
        if (kind.equals(UNHEARD_PAUSE) || (Run.mayLose(kind) && !OF_LEADERS.contains(kind))) {
            illMs = now();
            died = OptionalLong.empty();
        }
    }

    void sent(Message message) {
        if (message instanceof GiveSplits
                || message instanceof TellOperator
                || message instanceof DeployTasks
                || message instanceof WantSplits
                || message instanceof OperatorSays) {
            wordMs = now();
        }
        if (message instanceof OperatorSays said) {
            heard.add(said.attempt().vertex());
        }
    }

    /** @param phase of the job, as its leader saw it; empty if that had none */
    void leaderDied(Optional<String> phase) {
        if (phase.isEmpty() || phase.get().equals(JobPhase.RECONCILING.name())) {
            return; // It had done nothing yet: its predecessor counts.
        }
        boolean isSettled = now() - Math.max(startedMs, wordMs) > settleMs();
        boolean isWell = illMs == Long.MIN_VALUE || now() - illMs > settleMs() + 2L * options.heartbeatTimeoutMs();
        boolean runs = phase.get().equals(JobPhase.RUNNING.name());
        died = isSettled && isWell && runs ? OptionalLong.of(now()) : OptionalLong.empty();
    }

    /** The leader has moved something. */
    void moved(String who, Enum<?> from, Enum<?> to, String because) {
        if (who.equals(job) && to instanceof JobPhase) {
            startedMs = to == JobPhase.RUNNING && from != JobPhase.RECONCILING ? now() : startedMs;
            if (from == JobPhase.RECONCILING && died.isPresent()) {
                judged++;
                suspect = Optional.of(because).filter(why -> why.contains(TAKEN_OVER));
                died = OptionalLong.empty();
            }
        }
        boolean stops = to == RegionState.STOPPING || to == RegionState.STOPPED;
        if (stops && suspect.isPresent() && who.startsWith(job + " region ") && !isExcused(suspect.get())) {
            throw new Violation(
                    who + " runs again though only its leader was lost, while all was quiet: " + suspect.get());
        }
    }

    private boolean isExcused(String because) {
        return (!handsOver || !heard.isEmpty()) && because.contains(COORDINATORS_LOST);
    }

    /** After an event: all that it moved has moved. */
    void check() {
        suspect = Optional.empty();
    }
}
