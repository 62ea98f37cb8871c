package io.millrace.jobmanager.job;

import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Standing;
import io.millrace.protocol.TaskManagerMessage.OperatorSays;
import io.millrace.protocol.TaskManagerMessage.WantSplits;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Carries what tasks and their coordinators have to say to each other. What concerns a region that does not run, or an
 * attempt that is not its latest, is dropped: its coordinators are reset before it runs again.
 */
final class CoordinatorTalk {
    private final JobID job;
    private final JobRun run;
    private final RunTalk talk;
    private final CoordinatorHost coordinators;
    private final boolean withholds;
    private final Map<Integer, List<Word>> withheld = new TreeMap<>();
    private final Map<Integer, Long> spoken = new TreeMap<>();

    @FunctionalInterface
    private interface Saying {
        void to(TaskRun task, Optional<Standing> standing, Turn turn);
    }

    private record Word(int subtask, Saying saying) {}

    /** @param withholds whether what coordinators say waits for the word how they stand behind it */
    CoordinatorTalk(JobID job, JobRun run, RunTalk talk, CoordinatorHost coordinators, boolean withholds) {
        this.job = job;
        this.run = run;
        this.talk = talk;
        this.coordinators = coordinators;
        this.withholds = withholds;
    }

    /** The word that an attempt runs has come. */
    void runs(TaskRun task) {
        if (listenedTo(task.id) != null) {
            coordinators.call(
                    job, new CoordinatorCall.AttemptStarted(task.id.vertex(), task.id.subtask(), task.id.attempt()));
            task.early().forEach(call -> coordinators.call(job, call));
        }
        task.early().clear();
    }

    /** It has finished, and the word that it ran may never come: it had been said to an earlier leader. */
    void finished(TaskRun task) {
        if (listenedTo(task.id) != null) {
            task.early().forEach(call -> coordinators.call(job, call));
        }
        task.early().clear();
    }

    void wantSplits(WantSplits wish, Turn turn) {
        TaskRun task = listenedTo(wish.attempt());
        if (task == null) {
            return;
        }
        if (task.isNewWish(wish.received())) {
            say(task, new CoordinatorCall.SplitRequested(task.id.vertex(), task.id.subtask(), wish.host()));
        } else {
            talk.giveSplitsAgain(task, wish.received(), turn);
        }
    }

    void operatorSays(OperatorSays said) {
        TaskRun task = listenedTo(said.attempt());
        if (task != null) {
            say(task, new CoordinatorCall.Said(task.id.vertex(), said.operator(), task.id.subtask(), said.message()));
        }
    }

    /** What a task of an earlier leader said may come when it is known already that its region has finished. */
    private @Nullable TaskRun listenedTo(AttemptId attempt) {
        TaskRun task = run.task(attempt);
        RegionState state =
                task == null ? RegionState.WAITING : run.regionOf(task).state();
        return state == RegionState.RUNNING || state == RegionState.FINISHED ? task : null;
    }

    /** Coordinators hear that an attempt runs before anything else from it. */
    private void say(TaskRun task, CoordinatorCall call) {
        if (task.state() == TaskState.DEPLOYING) {
            task.early().add(call);
        } else {
            coordinators.call(job, call);
        }
    }

    /** What coordinators did or want. */
    void on(CoordinatorHost.Fact fact, Turn turn) {
        if (fact instanceof CoordinatorHost.SplitsGiven given) {
            giveSplits(given, turn);
        } else if (fact instanceof CoordinatorHost.Told told) {
            tell(told, turn);
        } else if (fact instanceof CoordinatorHost.Stands stands) {
            stands(stands, turn);
        } else {
            sendAll(turn);
        }
    }

    private void giveSplits(CoordinatorHost.SplitsGiven fact, Turn turn) {
        spoken(
                fact.vertex(),
                fact.subtask(),
                (task, standing, now) -> talk.giveSplits(task, fact.splits(), fact.noMore(), standing, now),
                turn);
    }

    private void tell(CoordinatorHost.Told fact, Turn turn) {
        spoken(
                fact.vertex(),
                fact.subtask(),
                (task, standing, now) -> talk.tell(task, fact.operator(), fact.message(), standing, now),
                turn);
    }

    private void spoken(int vertex, int subtask, Saying saying, Turn turn) {
        spoken.merge(vertex, 1L, Long::sum);
        withheld.computeIfAbsent(vertex, any -> new ArrayList<>()).add(new Word(subtask, saying));
        if (!withholds) {
            send(vertex, any -> Optional.empty(), turn);
        }
    }

    /** What was said goes out with how those stand that said it, so that another leader can go on from there. */
    private void stands(CoordinatorHost.Stands fact, Turn turn) {
        // Less than that is known here of what was said before there were tasks.
        boolean isBehindAll = spoken.merge(fact.vertex(), fact.spoken(), Math::max) == fact.spoken();
        send(
                fact.vertex(),
                said -> fact.states()
                        .filter(any -> isBehindAll)
                        .map(states -> new Standing(job, fact.vertex(), said, fact.heard(), states)),
                turn);
    }

    /** What follows is said after something else: what waits goes out before. */
    private void sendAll(Turn turn) {
        List.copyOf(withheld.keySet()).forEach(vertex -> send(vertex, any -> Optional.empty(), turn));
    }

    private void send(int vertex, LongFunction<Optional<Standing>> standing, Turn turn) {
        List<Word> words = withheld.remove(vertex);
        if (words == null) {
            return;
        }
        words.removeIf(word -> {
            TaskRun task = run.running(vertex, word.subtask);
            return task == null || task.hasEnded();
        });
        if (words.isEmpty()) {
            return;
        }
        Optional<Standing> behind = standing.apply(run.regionOf(vertex).say(vertex, words.size()));
        for (Word word : words) {
            TaskRun task = run.running(vertex, word.subtask);
            if (task != null) {
                word.saying.to(task, behind, turn);
            }
        }
    }
}
