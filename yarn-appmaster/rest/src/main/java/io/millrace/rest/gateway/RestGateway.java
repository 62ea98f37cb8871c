package io.millrace.rest.gateway;

import io.millrace.control.Actor;
import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.checkpoint.CheckpointFigures;
import io.millrace.jobmanager.dispatch.RecentFailures;
import io.millrace.jobmanager.slot.TaskManagerRoll;
import io.millrace.protocol.ClientMessage.CancelJob;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.ClientMessage.TakeCheckpoint;
import io.millrace.protocol.ClientMessage.WantJob;
import io.millrace.protocol.ClientMessage.WantJobs;
import io.millrace.protocol.JobNews.CheckpointNews;
import io.millrace.protocol.JobNews.JobLine;
import io.millrace.protocol.JobNews.JobList;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.JobNews.JobUnknown;
import io.millrace.protocol.JobNews.OperatorResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Speaks to the dispatcher for clients that come by HTTP. Takes over the results of the jobs that came through it, keeps
 * them until their reader has them, and lets requests wait for news.
 *
 * <p>A job's results have one reader: whoever asks from a number on says that all below have arrived.
 */
public final class RestGateway implements Actor<Message> {
    /** The name of this actor in the JobManager's node. */
    public static final String NAME = "rest";

    private static final TimerName BEAT = new TimerName("beat");
    private static final Duration BEAT_INTERVAL = Duration.ofSeconds(10);

    /** A reader that asked nothing for so long does not come back; its results are dropped. */
    static final Duration READER_GONE_AFTER = Duration.ofMinutes(10);

    /** The dispatcher is in the same node: it answers in less. */
    private static final Duration DISPATCHER_WAIT = Duration.ofSeconds(5);

    private record Beat() implements Message {}

    private record WaitOver(JobID job, TimerName timer) implements Message {}

    private record CheckpointWaitOver(TimerName timer) implements Message {}

    // What it was told.
    private final Address dispatcher;
    private final Address slotPool;
    private final boolean takesJobs;

    // What it knows.
    private final Map<JobID, WatchedJob> jobs = new LinkedHashMap<>();
    private final List<Wish.Answer<List<JobLine>>> listings = new ArrayList<>();
    private final List<Wish.Answer<List<TaskManagerRoll.Line>>> rollCalls = new ArrayList<>();
    private final List<Wish.Measure> measures = new ArrayList<>();
    private final List<Wish.LookAtCheckpoints> figures = new ArrayList<>();
    private final List<Wish.ListFailures> failures = new ArrayList<>();
    private final CheckpointWaits checkpoints = new CheckpointWaits();
    private long timers;

    /** @param takesJobs whether those who submit jobs, and read their results, come here */
    public RestGateway(Address dispatcher, Address slotPool, boolean takesJobs) {
        this.dispatcher = dispatcher;
        this.slotPool = slotPool;
        this.takesJobs = takesJobs;
    }

    @Override
    public void start(Turn turn) {
        turn.arm(BEAT, BEAT_INTERVAL, new Beat());
    }

    @Override
    public void on(Message message, Turn turn) {
        if (message instanceof Wish wish) {
            wish(wish, turn);
        } else if (message instanceof JobMoved moved) {
            moved(moved, turn);
        } else if (message instanceof OperatorResult result) {
            result(result, turn);
        } else if (message instanceof JobUnknown unknown) {
            checkpoints.unknown(unknown.job()).forEach(turn::disarm);
            answerFigures(unknown.job(), Optional.empty());
            gone(unknown.job(), turn);
        } else if (message instanceof JobList list) {
            listed(list, turn);
        } else if (message instanceof TaskManagerRoll.Called called) {
            rollCalls.forEach(answer -> answer.give(called.lines()));
            rollCalls.clear();
        } else if (message instanceof TaskManagerRoll.Measured measured) {
            List<Wish.Measure> asked = measures.stream()
                    .filter(wish -> wish.job().equals(measured.job()))
                    .toList();
            measures.removeAll(asked);
            asked.forEach(wish -> wish.answer().give(measured.tasks()));
        } else if (message instanceof CheckpointFigures.Told told) {
            answerFigures(told.job(), Optional.of(told));
        } else if (message instanceof RecentFailures.Recent recent) {
            List<Wish.ListFailures> asked = failures.stream()
                    .filter(wish -> wish.job().equals(recent.job()))
                    .toList();
            failures.removeAll(asked);
            asked.forEach(wish -> wish.answer().give(recent.reports()));
        } else if (message instanceof CheckpointNews news) {
            checkpoints.told(news).forEach(turn::disarm);
        } else if (message instanceof WaitOver over) {
            waitOver(over);
        } else if (message instanceof CheckpointWaitOver over) {
            checkpoints.over(over.timer());
        } else if (message instanceof Beat) {
            jobs.values().forEach(job -> job.dropResultsUnreadSince(turn.now().minus(READER_GONE_AFTER)));
            turn.send(dispatcher, new WantJobs(turn.self()));
            turn.arm(BEAT, BEAT_INTERVAL, new Beat());
        } else {
            throw new IllegalArgumentException("the REST gateway has no use for " + message);
        }
    }

    // What requests want.

    private void wish(Wish wish, Turn turn) {
        if (wish instanceof Wish.Submit submit) {
            watched(submit.job(), turn).asks(submit.answer());
            turn.send(dispatcher, new SubmitJob(turn.self(), submit.job(), submit.graph()));
        } else if (wish instanceof Wish.Look look) {
            watched(look.job(), turn).asks(look.answer());
            turn.send(dispatcher, new WantJob(turn.self(), look.job()));
        } else if (wish instanceof Wish.Cancel cancel) {
            watched(cancel.job(), turn).asks(cancel.answer());
            turn.send(dispatcher, new CancelJob(turn.self(), cancel.job()));
        } else if (wish instanceof Wish.ListJobs list) {
            listings.add(list.answer());
            turn.send(dispatcher, new WantJobs(turn.self()));
        } else if (wish instanceof Wish.ListTaskManagers list) {
            rollCalls.add(list.answer());
            turn.send(slotPool, new TaskManagerRoll.Call(turn.self()));
        } else if (wish instanceof Wish.Measure measure) {
            measures.add(measure);
            turn.send(slotPool, new TaskManagerRoll.MeasuresCall(turn.self(), measure.job()));
        } else if (wish instanceof Wish.LookAtCheckpoints look) {
            figures.add(look);
            turn.send(dispatcher, new CheckpointFigures.Call(turn.self(), look.job()));
        } else if (wish instanceof Wish.ListFailures list) {
            failures.add(list);
            turn.send(dispatcher, new RecentFailures.Call(turn.self(), list.job()));
        } else if (wish instanceof Wish.TakeCheckpoint take) {
            takeCheckpoint(take, turn);
        } else if (wish instanceof Wish.Poll poll) {
            poll(poll, turn);
        }
    }

    private void answerFigures(JobID job, Optional<CheckpointFigures.Told> told) {
        List<Wish.LookAtCheckpoints> asked =
                figures.stream().filter(wish -> wish.job().equals(job)).toList();
        figures.removeAll(asked);
        asked.forEach(wish -> wish.answer().give(told));
    }

    private void takeCheckpoint(Wish.TakeCheckpoint wish, Turn turn) {
        TimerName timer = new TimerName("checkpoint-" + timers++);
        checkpoints.park(timer, wish);
        turn.arm(
                timer, wish.waitAtMost().isZero() ? DISPATCHER_WAIT : wish.waitAtMost(), new CheckpointWaitOver(timer));
        turn.send(dispatcher, new TakeCheckpoint(turn.self(), wish.job(), wish.request()));
    }

    private WatchedJob watched(JobID id, Turn turn) {
        return jobs.computeIfAbsent(id, job -> new WatchedJob(takesJobs, turn.now()));
    }

    private void poll(Wish.Poll poll, Turn turn) {
        WatchedJob job = watched(poll.job(), turn);
        if (!job.isKnown()) {
            turn.send(dispatcher, new WantJob(turn.self(), poll.job()));
        }
        job.read(poll.from(), turn.now());
        if (job.hasNewsFor(poll) || (job.isKnown() && poll.waitAtMost().isZero())) {
            poll.answer().give(job.newsFor(poll));
            return;
        }
        TimerName timer = new TimerName("wait-" + timers++);
        Duration wait =
                job.isKnown() || poll.waitAtMost().compareTo(DISPATCHER_WAIT) > 0 ? poll.waitAtMost() : DISPATCHER_WAIT;
        job.park(timer, poll);
        turn.arm(timer, wait, new WaitOver(poll.job(), timer));
    }

    private void waitOver(WaitOver over) {
        WatchedJob job = jobs.get(over.job());
        if (job != null) {
            job.unpark(over.timer()).ifPresent(poll -> poll.answer().give(job.newsFor(poll)));
        }
    }

    // What the dispatcher says.

    private void moved(JobMoved news, Turn turn) {
        WatchedJob job = watched(news.job(), turn);
        job.moved(news);
        if (news.status().isTerminalState()) {
            turn.send(dispatcher, new Received(turn.self(), news.job(), Received.END));
        }
        job.answerAsking();
        wake(job, false, turn);
    }

    private void result(OperatorResult result, Turn turn) {
        WatchedJob job = watched(result.job(), turn);
        turn.send(dispatcher, new Received(turn.self(), result.job(), job.add(result)));
        wake(job, false, turn);
    }

    private void gone(JobID id, Turn turn) {
        WatchedJob job = jobs.remove(id);
        if (job != null) {
            job.forget();
            job.answerAsking();
            wake(job, true, turn);
        }
    }

    /** Jobs that the dispatcher has forgotten are forgotten here. */
    private void listed(JobList list, Turn turn) {
        listings.forEach(answer -> answer.give(list.jobs()));
        listings.clear();
        Set<JobID> known = list.jobs().stream().map(JobLine::job).collect(Collectors.toCollection(HashSet::new));
        List<JobID> forgotten = jobs.entrySet().stream()
                .filter(job -> job.getValue().isKnown() && !known.contains(job.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        forgotten.forEach(id -> gone(id, turn));
    }

    private static void wake(WatchedJob job, boolean gone, Turn turn) {
        for (TimerName timer : job.due(gone)) {
            turn.disarm(timer);
            job.unpark(timer).ifPresent(poll -> poll.answer().give(job.newsFor(poll)));
        }
    }
}
