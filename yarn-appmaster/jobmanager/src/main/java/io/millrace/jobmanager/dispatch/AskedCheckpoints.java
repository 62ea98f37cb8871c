package io.millrace.jobmanager.dispatch;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.protocol.JobNews.CheckpointNews;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The checkpoints of one job that clients asked for. Outcomes are remembered, also beyond the job's end, so that who asks
 * again with the same request is told what became of the first one.
 */
final class AskedCheckpoints {
    /** So many outcomes are remembered: those of clients that may still ask again. */
    private static final int OUTCOMES_MAX = 100;

    /** So many requests may wait; one checkpoint answers all that came before it. */
    private static final int WAITING_MAX = 1_000;

    private static final class Asked {
        private CheckpointStanding standing = CheckpointStanding.IN_PROGRESS;
        private final Set<Address> clients = new TreeSet<>();
    }

    private final Epoch epoch;
    private final JobID job;
    private final Map<String, Asked> byRequest = new LinkedHashMap<>();

    AskedCheckpoints(Epoch epoch, JobID job) {
        this.epoch = epoch;
        this.job = job;
    }

    /**
     * A client asks, perhaps again, and is told how it stands.
     *
     * @return true if the job is to be asked
     */
    boolean ask(String request, Address client, Turn turn) {
        Asked known = byRequest.get(request);
        if (known == null && waiting() >= WAITING_MAX) {
            tell(request, CheckpointStanding.failed(0, WAITING_MAX + " requests wait already"), client, turn);
            return false;
        }
        Asked asked = known == null ? new Asked() : known;
        byRequest.put(request, asked);
        if (!asked.standing.isKnown()) {
            asked.clients.add(client);
        }
        tell(request, asked.standing, client, turn);
        return known == null;
    }

    private long waiting() {
        return byRequest.values().stream()
                .filter(asked -> !asked.standing.isKnown())
                .count();
    }

    void moved(List<String> requests, CheckpointStanding outcome, Turn turn) {
        for (String request : requests) {
            Asked asked = byRequest.get(request);
            if (asked != null && !asked.standing.isKnown()) {
                asked.standing = outcome;
                asked.clients.forEach(client -> tell(request, outcome, client, turn));
                asked.clients.clear();
            }
        }
        forgetOldest();
    }

    /** Nobody will answer what is not answered yet. */
    void over(String reason, Turn turn) {
        moved(List.copyOf(byRequest.keySet()), CheckpointStanding.failed(0, reason), turn);
    }

    private void tell(String request, CheckpointStanding standing, Address client, Turn turn) {
        turn.send(client, new CheckpointNews(epoch, job, request, standing));
    }

    private void forgetOldest() {
        long surplus = byRequest.size() - waiting() - OUTCOMES_MAX;
        for (Iterator<Asked> eldest = byRequest.values().iterator(); surplus > 0 && eldest.hasNext(); ) {
            if (eldest.next().standing.isKnown()) {
                eldest.remove();
                surplus--;
            }
        }
    }
}
