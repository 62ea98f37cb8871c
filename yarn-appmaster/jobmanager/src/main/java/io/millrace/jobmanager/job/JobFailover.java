package io.millrace.jobmanager.job;

import io.millrace.control.Turn;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.report.FailureReport.Consequence;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.job.RestartDecider.Verdict;
import io.millrace.jobmanager.region.PipelinedRegions;
import io.millrace.jobmanager.slot.SlotNews.TaskManagerGone;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Judges what failed or was lost of a job: which regions run again and when, or that the job ends; each with a report. A
 * part of the job's turns.
 */
final class JobFailover {
    /** What the job then does. */
    interface Consequences {
        /** @param again regions; if empty, nothing but a slot is missing */
        void restart(Set<Integer> again, Failure cause, Duration delay, Turn turn);

        /** Nothing is lost: the job runs, as it did under an earlier leader. */
        void goOn(Turn turn);

        /** The job fails, from wherever it is. */
        void fail(Failure cause, Turn turn);
    }

    /** When a TaskManager is lost, all that spoke to it fail: so many of those are reported that change nothing. */
    private static final int ECHOES_MAX = 8;

    /** So many vertices that restart are named in a report. */
    private static final int NAMED_MAX = 50;

    // What it was told.
    private final JobGraph graph;
    private final PipelinedRegions regions;
    private final FailoverScope scope;
    private final JobLife life;
    private final Restarts restarts;
    private final JobCheckpoints checkpoints;
    private final FailureLog log;
    private final Consequences consequences;

    // What it knows.
    private int echoes;

    JobFailover(
            JobGraph graph,
            PipelinedRegions regions,
            FailoverScope scope,
            JobLife life,
            Restarts restarts,
            JobCheckpoints checkpoints,
            FailureLog log,
            Consequences consequences) {
        this.graph = graph;
        this.regions = regions;
        this.scope = scope;
        this.life = life;
        this.restarts = restarts;
        this.checkpoints = checkpoints;
        this.log = log;
        this.consequences = consequences;
    }

    void taskFailed(TaskRun task, TaskMoved moved, JobRun tasks, Turn turn) {
        String vertex = graph.vertex(task.id.vertex()).name();
        Failure cause = moved.failure().orElseGet(() -> JobFailures.silent(task.id, vertex));
        cause.lostPartition().ifPresent(tasks::lose);
        failed(Failed.task(task, vertex, cause, moved.log()), tasks, turn);
    }

    /** By its TaskManager, and not because the job wanted it. */
    void taskCanceled(TaskRun task, JobRun tasks, Turn turn) {
        Failure cause = JobFailures.platform("attempt " + task.id + " was cancelled by its TaskManager "
                + task.slot.taskManager() + ", which ends or lost the JobManager");
        failed(Failed.task(task, graph.vertex(task.id.vertex()).name(), cause, ""), tasks, turn);
    }

    void taskManagerGone(TaskManagerGone gone, JobRun tasks, Turn turn) {
        tasks.lose(gone.taskManager());
        failed(Failed.taskManager(gone), tasks, turn);
    }

    /** More checkpoints failed than the job bears. */
    void checkpointsFail(Failure cause, JobRun tasks, Turn turn) {
        judge(Failed.here(cause), tasks.begunRegions(), tasks, turn);
    }

    /** The job is another leader's now: what is lost, or cannot go on, runs again. */
    void inherited(Failure cause, JobRun tasks, Turn turn) {
        Set<Integer> again = again(tasks);
        if (!again.isEmpty()) {
            judge(Failed.here(cause), again, tasks, turn);
        } else if (tasks.lacksSlots()) {
            consequences.restart(again, cause, Duration.ZERO, turn);
        } else {
            consequences.goOn(turn);
        }
    }

    private Set<Integer> again(JobRun tasks) {
        Set<Integer> broken = tasks.regionsToRestart();
        return scope == FailoverScope.REGION || broken.isEmpty() ? broken : tasks.begunRegions();
    }

    /** Nothing mends it: the job fails, unless it is ending already. */
    void fail(Failure cause, Turn turn) {
        if (!life.phase().isEnding()) {
            note(Failed.here(cause), Consequence.of("the job fails"), turn);
            consequences.fail(cause, turn);
        }
    }

    /**
     * The regions that must run again, if any, are stopped, or the job ends. What fails of a region that is being stopped
     * already is a consequence.
     */
    private void failed(Failed what, JobRun tasks, Turn turn) {
        if (!life.phase().isGoingOn()) {
            echo(what, "none: the job was " + life.phase().status() + " already", turn);
            return;
        }
        Set<Integer> again = again(tasks);
        if (!again.isEmpty()) {
            judge(what, again, tasks, turn);
        } else if (!life.is(JobPhase.RUNNING)) {
            echo(what, "it joins the restart that was under way", turn);
        } else if (tasks.lacksSlots()) {
            note(what, Consequence.of("a slot is awaited in place of the lost one; no task runs again"), turn);
            consequences.restart(again, what.cause(), Duration.ZERO, turn);
        } else {
            echo(what, "none: nothing of it is needed any more", turn);
        }
    }

    private void judge(Failed what, Set<Integer> again, JobRun tasks, Turn turn) {
        Verdict verdict = restarts.after(what.cause(), again, tasks.finished(), turn);
        if (verdict instanceof Verdict.RunAgain allowed) {
            note(what, restart(again, allowed), turn);
            consequences.restart(again, what.cause(), allowed.delay(), turn);
        } else if (verdict instanceof Verdict.GiveUp end) {
            note(what.because(end.report()), Consequence.of("the job fails"), turn);
            consequences.fail(end.report(), turn);
        }
    }

    private Consequence restart(Set<Integer> again, Verdict.RunAgain allowed) {
        List<Manifest> complete = checkpoints.completed();
        OptionalLong newest = complete.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(complete.get(complete.size() - 1).checkpoint());
        String from = checkpoints.areTaken() && complete.isEmpty()
                ? "; from the beginning, as no checkpoint is complete"
                : "";
        return new Consequence(allowed.because() + from, names(again), newest, allowed.delay());
    }

    private List<String> names(Set<Integer> again) {
        List<String> names = new ArrayList<>();
        for (int region : again) {
            for (int vertex : regions.all().get(region).vertices()) {
                names.add(graph.vertex(vertex).name());
            }
        }
        if (names.size() <= NAMED_MAX) {
            return names;
        }
        int more = names.size() - NAMED_MAX;
        List<String> some = new ArrayList<>(names.subList(0, NAMED_MAX));
        some.add("... and " + more + " more");
        return some;
    }

    private void note(Failed what, Consequence then, Turn turn) {
        echoes = 0;
        log.note(what, then, life.resets() + 1, turn);
    }

    /** It changes nothing any more; lost containers are reported all the same, as only they tell how they ended. */
    private void echo(Failed what, String decision, Turn turn) {
        boolean container = what.place().flatMap(place -> place.end()).isPresent();
        if (container || ++echoes <= ECHOES_MAX) {
            log.note(what, Consequence.of(decision), life.resets() + 1, turn);
        }
    }
}
