package io.millrace.local;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.JobUnknown;
import io.millrace.protocol.JobNews.OperatorResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The submitter's end of the protocol: hands news to the jobs they are about and tells the dispatcher what was received. It
 * has a node of its own, because the listeners that it calls are the program's code.
 */
final class LocalClient implements Actor<JobNews> {
    static final String NAME = "client";

    private final Address dispatcher;
    private final Consumer<JobID> onEnd;
    private final Map<JobID, LocalJob> jobs = new ConcurrentHashMap<>();

    /** @param onEnd hears of each job's end, once, on the client's thread */
    LocalClient(Address dispatcher, Consumer<JobID> onEnd) {
        this.dispatcher = dispatcher;
        this.onEnd = onEnd;
    }

    /** Any thread; before the job is submitted. */
    void expect(LocalJob job) {
        jobs.put(job.getJobID(), job);
    }

    List<LocalJob> jobs() {
        return List.copyOf(jobs.values());
    }

    @Override
    public void on(JobNews news, Turn turn) {
        if (news instanceof OperatorResult result) {
            LocalJob job = jobs.get(result.job());
            long received = job == null ? result.sequence() + 1 : job.result(result);
            turn.send(dispatcher, new Received(turn.self(), result.job(), received));
        } else if (news instanceof JobMoved moved) {
            moved(moved, turn);
        } else if (news instanceof JobUnknown unknown) {
            end(
                    unknown.job(),
                    job -> job.lost(new IllegalStateException(
                            "the local cluster does not know job " + unknown.job() + " any more")));
        }
    }

    private void moved(JobMoved news, Turn turn) {
        LocalJob job = jobs.get(news.job());
        if (job != null && job.moved(news)) {
            end(news.job(), ended -> {});
        }
        if (news.status().isTerminalState()) {
            turn.send(dispatcher, new Received(turn.self(), news.job(), Received.END));
        }
    }

    /** On the client's thread, or when that has ended. */
    void end(JobID id, Consumer<LocalJob> how) {
        LocalJob job = jobs.remove(id);
        if (job != null) {
            how.accept(job);
            onEnd.accept(id);
        }
    }
}
