package io.millrace.yarn.master;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.JobNews.JobLine;
import io.millrace.protocol.JobNews.JobList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the dispatcher how all jobs stand, once; or has all be cancelled, and asks until none runs. */
final class JobsInquiry implements Actor<Message> {
    private static final TimerName AGAIN = new TimerName("again");
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private record Again() implements Message {}

    private final Address dispatcher;
    private final boolean cancels;
    private final CompletableFuture<List<JobStanding>> answer = new CompletableFuture<>();

    /** @param cancels whether jobs that run are cancelled and waited for */
    JobsInquiry(Address dispatcher, boolean cancels) {
        this.dispatcher = dispatcher;
        this.cancels = cancels;
    }

    /** All jobs that the dispatcher remembers. */
    CompletableFuture<List<JobStanding>> answer() {
        return answer;
    }

    @Override
    public void start(Turn turn) {
        turn.send(dispatcher, new WantJobs(turn.self()));
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof JobList list) {
            listed(list.jobs(), turn);
        } else if (message instanceof Again) {
            turn.send(dispatcher, new WantJobs(turn.self()));
        }
    }

    private void listed(List<JobLine> jobs, Turn turn) {
        List<JobLine> running =
                jobs.stream().filter(job -> !job.status().isTerminalState()).toList();
        if (cancels && !running.isEmpty()) {
            running.forEach(job -> turn.send(dispatcher, new CancelJob(turn.self(), job.job())));
            turn.arm(AGAIN, INTERVAL, new Again());
            return;
        }
        answer.complete(jobs.stream()
                .map(job -> new JobStanding(job.job(), job.name(), job.status(), job.startedAtMs()))
                .toList());
    }
}
