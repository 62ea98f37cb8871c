package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.region.PipelinedRegions;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.jobmanager.slot.Slot;
import io.millrace.jobmanager.slot.SlotNews.Reunited;
import io.millrace.jobmanager.slot.SlotNews.Survivor;
import io.millrace.jobmanager.slot.SlotRequest;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobEntry.RegionFinished;
import io.millrace.protocol.PartitionId;
import io.millrace.protocol.Standing;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.HeldTask;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts together again how a job of an earlier leader stands, from what the TaskManagers that are left say. A region is as its
 * latest attempts are; a task of these that nobody has is lost. A region that is written down as finished has finished, whatever is
 * left of it; one of which nothing is written and nothing left has yet to begin.
 */
final class Adoption {
    private final List<Message> early = new ArrayList<>();
    private @Nullable Reunited reunited;
    private boolean coordinatorsStarted;
    private Optional<Failure> failure = Optional.empty();
    private final List<Standing> standings = new ArrayList<>();
    private final List<List<CoordinatorState>> finished = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();

    void coordinatorsStarted() {
        coordinatorsStarted = true;
    }

    void reunited(Reunited word) {
        reunited = word;
    }

    /** All that is needed to judge has come. */
    boolean isReady() {
        return coordinatorsStarted && reunited != null;
    }

    /** It came too early. */
    void keep(Message message) {
        early.add(message);
    }

    /** What came too early, once. */
    List<Message> takeEarly() {
        List<Message> taken = List.copyOf(early);
        early.clear();
        return taken;
    }

    /** Where anything of the job may be. */
    List<Address> taskManagers() {
        return survivors().stream().map(survivor -> survivor.slot().address()).toList();
    }

    private List<Survivor> survivors() {
        return reunited == null ? List.of() : reunited.survivors();
    }

    /** The highest checkpoint that any task has begun, 0 if none has. */
    long begun() {
        return survivors().stream().mapToLong(Survivor::begun).max().orElse(0);
    }

    /** Why something has to run again, if it has. */
    Failure cause(Epoch epoch) {
        return failure.orElseGet(() -> JobFailures.successor(epoch, objections));
    }

    /**
     * Puts the run together, and lets the slot pool and the coordinators know.
     *
     * @param newest the checkpoint that the job would go back to
     */
    void hand(
            JobRun run, JobSpec spec, PipelinedRegions regions, Optional<Manifest> newest, JobPorts ports, Turn turn) {
        fill(run, spec, regions, newest.filter(own -> own.job().equals(spec.job())), turn);
        newest.ifPresent(manifest -> goOnFrom(manifest.coordinators(), spec));
        turn.send(
                ports.slotPool(),
                new SlotRequest.KeepSlots(spec.job(), run.seats().taken()));
        standings.forEach(standing -> ports.coordinators().call(spec.job(), new CoordinatorCall.TakeOver(standing)));
        finished.forEach(states -> ports.coordinators().call(spec.job(), new CoordinatorCall.TakeOverFinished(states)));
    }

    /**
     * Coordinators that have said and heard nothing in this run of their tasks, and so are in no standing, stand as they do in
     * the newest checkpoint: when the tasks went on from one, the splits in it were the tasks' already, and coordinators that
     * began as new would give them again.
     */
    private void goOnFrom(List<CoordinatorState> checkpointed, JobSpec spec) {
        for (Vertex vertex : spec.graph().vertices()) {
            Optional<Standing> said = standings.stream()
                    .filter(one -> one.vertex() == vertex.index())
                    .findFirst();
            List<CoordinatorState> states =
                    new ArrayList<>(said.map(Standing::states).orElse(List.of()));
            checkpointed.stream()
                    .filter(state -> state.state().length > 0 && isOf(vertex, state))
                    .filter(state ->
                            states.stream().noneMatch(one -> one.operator().equals(state.operator())))
                    .forEach(states::add);
            if (said.map(one -> one.states().size()).orElse(0) < states.size()) {
                said.ifPresent(standings::remove);
                standings.add(said.map(one -> new Standing(one.job(), one.vertex(), one.said(), one.heard(), states))
                        .orElseGet(() -> new Standing(spec.job(), vertex.index(), 0, 0, states)));
            }
        }
    }

    private static boolean isOf(Vertex vertex, CoordinatorState state) {
        return vertex.chain().stream().anyMatch(operator -> operator.id().hex().equals(state.operator()));
    }

    /**
     * Of a streaming job, what nothing is left of counts as lost, since it may have written.
     *
     * @param newest the newest complete checkpoint of the job
     */
    private void fill(JobRun run, JobSpec spec, PipelinedRegions regions, Optional<Manifest> newest, Turn turn) {
        JobGraph graph = spec.graph();
        Map<AttemptId, TaskRun> held = new TreeMap<>();
        Map<Integer, Integer> latest = new TreeMap<>();
        Set<PartitionId> kept = new TreeSet<>();
        for (Survivor survivor : survivors()) {
            kept.addAll(survivor.partitions());
            for (HeldTask task : survivor.tasks()) {
                AttemptId id = task.attempt();
                held.put(id, new TaskRun(task, survivor.slot()));
                latest.merge(regions.of(id.vertex()).index(), id.attempt(), Math::max);
            }
        }
        boolean isToPublish = spec.legacy().isToPublish(regions.all().size());
        for (RegionFinished entry : spec.legacy().finished()) {
            if (isToPublish || entry.attempt() >= latest.getOrDefault(entry.region(), 0)) {
                latest.remove(entry.region());
                run.regions().get(entry.region()).adoptFinished(held, entry, turn);
                finished.add(entry.coordinators());
            }
        }
        latest.forEach((region, attempt) -> run.regions().get(region).adopt(held, attempt, turn));
        early.stream()
                .filter(TaskMoved.class::isInstance)
                .map(TaskMoved.class::cast)
                .forEach(moved -> apply(moved, run, turn));
        if (graph.mode() == JobGraph.Mode.STREAMING) {
            run.regions().stream()
                    .filter(region -> region.state() == RegionState.WAITING)
                    .forEach(region -> region.adopt(Map.of(), 0, turn));
        }
        for (RegionRun region : run.regions()) {
            if (region.state() == RegionState.RUNNING && region.allFinished()) {
                region.moveTo(RegionState.FINISHED, "all its tasks have finished", turn);
            }
            region.keepsOnly(kept);
        }
        newest.ifPresent(manifest -> refuseStale(run, manifest.checkpoint()));
        graph.vertices().forEach(vertex -> judgeCoordinators(run, vertex));
        seat(run, graph);
    }

    /**
     * Tasks that did not take part in the newest complete checkpoint were given up by an earlier leader, which ran others in
     * their place.
     */
    private void refuseStale(JobRun run, long newest) {
        Map<TaskManagerId, Long> begun = new TreeMap<>();
        survivors().forEach(survivor -> begun.put(survivor.slot().taskManager(), survivor.begun()));
        for (TaskRun task : run.tasks(one -> !one.hasEnded())) {
            if (begun.getOrDefault(task.slot.taskManager(), 0L) < newest) {
                run.regionOf(task).isUnfit();
                objections.add("attempt " + task.id + " had no part in checkpoint " + newest);
                return;
            }
        }
    }

    /**
     * The tasks of a vertex can go on if its coordinators can: if these have said and heard nothing, or if a TaskManager holds
     * how they stood behind all that the tasks have received and had acknowledged.
     */
    private void judgeCoordinators(JobRun run, Vertex vertex) {
        RegionRun region = run.regionOf(vertex.index());
        if (region.isWritten() || (region.state() != RegionState.RUNNING && region.state() != RegionState.FINISHED)) {
            return;
        }
        long received = 0;
        long heard = 0;
        for (Survivor survivor : survivors()) {
            for (HeldTask task : survivor.tasks()) {
                if (task.attempt().vertex() == vertex.index() && run.task(task.attempt()) != null) {
                    received += task.splitsReceived() + task.tellsReceived();
                    heard += task.heard();
                }
            }
        }
        region.say(vertex.index(), received);
        if (received + heard == 0) {
            return;
        }
        Optional<Standing> exact = standing(vertex.index(), received, heard);
        exact.ifPresent(standings::add);
        if (exact.isEmpty()) {
            region.isUnfit();
            objections.add("nobody holds how the coordinators of '" + vertex.name() + "' stood behind " + received
                    + " words to its tasks and " + heard + " from them");
        }
    }

    /**
     * Only the newest counts: if words have come that were said later, one of those before it was lost, though their number is
     * that of an older standing.
     */
    private Optional<Standing> standing(int vertex, long said, long heard) {
        List<Standing> held = survivors().stream()
                .flatMap(survivor -> survivor.standings().stream())
                .filter(one -> one.vertex() == vertex)
                .toList();
        if (held.stream().anyMatch(one -> one.said() > said)) {
            return Optional.empty();
        }
        return held.stream()
                .filter(one -> one.said() == said && (one.heard() == heard || one.heard() == Standing.ANY))
                .findFirst();
    }

    private void apply(TaskMoved moved, JobRun run, Turn turn) {
        TaskRun task = run.task(moved.attempt());
        if (task == null || !run.regionOf(task).move(task, moved.to(), turn)) {
            return;
        }
        if (moved.to() == TaskState.FINISHED) {
            task.finishedWith(moved.accumulators());
        } else if (failure.isEmpty()) {
            failure = moved.failure();
        }
    }

    private static void seat(JobRun run, JobGraph graph) {
        for (TaskRun task : run.tasks(any -> true)) {
            if (!task.slot.equals(Slot.LOST)) {
                run.seats().keep(graph.vertex(task.id.vertex()), task.id.subtask(), task.slot);
            }
        }
    }
}
