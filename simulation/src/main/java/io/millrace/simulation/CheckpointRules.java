package io.millrace.simulation;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.CheckpointStore.Committed;
import io.millrace.control.checkpoint.CheckpointStore.Found;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.CheckpointStanding;
import io.millrace.dataflow.deploy.CheckpointStatus;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Restore;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * What is true of the checkpoints of the one job of a run, judged by what its file system knows.
 *
 * <ol>
 *   <li>Complete checkpoints have growing numbers and epochs that do not go back.
 *   <li>When one is complete, all that it names is durable, in no more files than TaskManagers took part.
 *   <li>Until it is not needed any more its files stay as they are, but for what the world does to them.
 *   <li>Nobody hears that a checkpoint is complete before it is.
 *   <li>What is restored is the newest that can be: never nothing where there was one, never damaged bytes.
 *   <li>After the end nothing is left that nobody needs.
 * </ol>
 */
final class CheckpointRules {
    private final SimulatedFiles files;
    private final LongConsumer durable;
    private final Map<Long, Manifest> wished = new TreeMap<>();
    private final TreeMap<Long, Manifest> complete = new TreeMap<>();
    private final TreeMap<Long, Manifest> needed = new TreeMap<>();
    private final Map<Long, Set<String>> participants = new TreeMap<>();
    private final Map<AttemptId, String> damagedAtDeployment = new TreeMap<>();
    private long judgedAtChange = -1;
    private Optional<Violation> violation = Optional.empty();
    private Epoch latest = Epoch.NONE;
    private boolean thorough;
    private boolean closed;
    private boolean tidied;
    private boolean kept;
    private boolean closedWhileFailing;
    private int restored;
    private int fallBacks;
    private int refusals;

    /** @param durable told of each checkpoint when it is complete, before anybody of the cluster is */
    CheckpointRules(SimulatedFiles files, LongConsumer durable) {
        this.files = files;
        this.durable = durable;
    }

    CheckpointCounts counts() {
        return new CheckpointCounts(complete.size(), restored, fallBacks, refusals);
    }

    /** The newest that is complete and may still be restored. */
    Optional<Manifest> newest() {
        return Optional.ofNullable(needed.lastEntry()).map(Map.Entry::getValue);
    }

    // The JobManager and its store.

    /** A leader begins to work on the checkpoints: what is there is what it finds, whoever was answered what. */
    void opens(Epoch epoch) {
        if (latest.isOlderThan(epoch)) {
            latest = epoch;
        }
        for (Manifest manifest : List.copyOf(wished.values())) {
            if (manifest.epoch().isOlderThan(epoch) && isDurable(manifest)) {
                needed.put(manifest.checkpoint(), manifest);
                if (complete.put(manifest.checkpoint(), manifest) == null) {
                    durable.accept(manifest.checkpoint());
                }
            }
        }
        needed.keySet().removeIf(id -> !isDurable(Objects.requireNonNull(wished.get(id))));
        closed = false;
        tidied = false;
    }

    private boolean isDurable(Manifest manifest) {
        String log = World.CHECKPOINTS.getPath() + "/" + manifest.job() + "/log/"
                + manifest.epoch().number();
        String entry = String.format("/%019d", manifest.checkpoint());
        return files.isFile(log + entry) || files.isFile(log + ".sealed" + entry);
    }

    void wished(Manifest manifest) {
        Manifest other = wished.get(manifest.checkpoint());
        if (other != null && manifest.epoch().isOlderThan(other.epoch())) {
            return; // of a leader that was deposed and does not know it
        }
        wished.put(manifest.checkpoint(), manifest);
    }

    void retained(List<Long> checkpoints) {
        tidied = true;
        long newest = checkpoints.stream().mapToLong(Long::longValue).max().orElse(0);
        needed.keySet().removeIf(id -> id < newest && !checkpoints.contains(id));
    }

    void searches(Epoch epoch, boolean readsEverything) {
        if (!epoch.isOlderThan(latest)) {
            thorough = readsEverything;
        }
    }

    void closed(boolean keep) {
        closed = true;
        kept = keep;
        closedWhileFailing = !files.isHealed();
        if (!keep) {
            needed.clear();
        }
    }

    /**
     * Before anybody else. What a deposed leader finds is not judged: its successor may have deleted what it knows, and it can
     * build nothing on it, since no task and no ledger takes its word any more.
     *
     * @param epoch of the leader whose store says it
     */
    void heard(Epoch epoch, CheckpointStore.Fact fact) {
        try {
            if (fact instanceof Committed done) {
                completed(done.checkpoint());
            } else if (fact instanceof Found found && !epoch.isOlderThan(latest)) {
                found(found);
            }
        } catch (Violation broken) {
            // The store that tells this would take it for a failure of its own.
            violation = Optional.of(broken);
        }
    }

    private void completed(long id) {
        Manifest manifest = wished.get(id);
        if (manifest == null) {
            throw new Violation("checkpoint " + id + " is complete, though nobody wished that");
        }
        if (!complete.isEmpty()) {
            Manifest before = complete.lastEntry().getValue();
            if (before.checkpoint() >= id || manifest.epoch().isOlderThan(before.epoch())) {
                throw new Violation("checkpoint " + id + " of epoch " + manifest.epoch() + " is complete after "
                        + before.checkpoint() + " of epoch " + before.epoch());
            }
        }
        manifest.handles()
                .forEach(part -> files.wrong(part).ifPresent(wrong -> {
                    throw new Violation("checkpoint " + id + " is complete, but " + wrong);
                }));
        notTooManyFiles(id);
        complete.put(id, manifest);
        if (!closed || kept) {
            needed.put(id, manifest);
        }
        durable.accept(id);
    }

    /** One for each TaskManager and the manifest; the other allowed is its entry in the log. */
    private void notTooManyFiles(long id) {
        List<String> all = files.below(directory(id));
        int tookPart = participants.getOrDefault(id, Set.of()).size();
        if (all.size() > tookPart + 1) {
            throw new Violation("checkpoint " + id + " of " + tookPart + " TaskManagers has the files " + all);
        }
    }

    private String directory(long id) {
        return World.CHECKPOINTS.getPath() + "/"
                + Objects.requireNonNull(wished.get(id)).job() + "/chk-" + id;
    }

    private void found(Found found) {
        Optional<Long> expected = needed.descendingMap().values().stream()
                .filter(one -> one.handles().allMatch(thorough ? files::isIntact : files::isWhole))
                .map(Manifest::checkpoint)
                .findFirst();
        Optional<Long> actual = found.manifest().map(Manifest::checkpoint);
        if (!actual.equals(expected) && !isYetToBeDeleted(actual, expected)) {
            throw new Violation("found checkpoint " + actual + ", expected " + expected + " of " + needed.keySet()
                    + (thorough ? ", all bytes read" : "") + ", passed over " + found.passedOver());
        }
        if (actual.isEmpty() && !needed.isEmpty()) {
            refusals++;
        }
        if (actual.isPresent()) {
            restored++;
            if (actual.get() < needed.lastKey()) {
                fallBacks++;
                if (needed.containsKey(actual.get())) {
                    needed.tailMap(actual.get(), false).clear();
                }
            }
        }
    }

    /** It is not needed any more, but it was looked for before it could be deleted, and what is needed is damaged. */
    private boolean isYetToBeDeleted(Optional<Long> actual, Optional<Long> expected) {
        return actual.filter(id -> !needed.containsKey(id) && id > expected.orElse(0L))
                .map(complete::get)
                .filter(one -> one.handles().allMatch(thorough ? files::isIntact : files::isWhole))
                .isPresent();
    }

    // The TaskManagers.

    void triggered(String taskManager, long checkpoint) {
        participants.computeIfAbsent(checkpoint, id -> new TreeSet<>()).add(taskManager);
    }

    void told(String taskManager, long checkpoint) {
        if (!complete.containsKey(checkpoint)) {
            throw new Violation(taskManager + " hears that checkpoint " + checkpoint + " is complete, but only "
                    + complete.keySet() + " are");
        }
    }

    void deployed(List<AttemptId> attempts, Optional<Restore> restore) {
        if (restore.isEmpty()) {
            if (!complete.isEmpty()) {
                throw new Violation(
                        attempts + " begin with nothing though checkpoints were complete: " + complete.keySet());
            }
            return;
        }
        if (!complete.containsKey(restore.get().checkpoint())) {
            throw new Violation(attempts + " go on from checkpoint "
                    + restore.get().checkpoint() + ", but only " + complete.keySet() + " are complete");
        }
        for (Restore.SubtaskState state : restore.get().states()) {
            for (AttemptId attempt : attempts) {
                if (attempt.vertex() == state.vertex()
                        && attempt.subtask() == state.subtask()
                        && !files.isIntact(state.state())) {
                    damagedAtDeployment.put(attempt, state.state().path());
                }
            }
        }
    }

    void happened(TaskRunner.Fact fact) {
        if (fact instanceof TaskRunner.Moved moved
                && (moved.to() == TaskState.RUNNING || moved.to() == TaskState.FINISHED)
                && damagedAtDeployment.containsKey(moved.attempt())) {
            throw new Violation(moved.attempt() + " is " + moved.to() + " with what it read from "
                    + damagedAtDeployment.get(moved.attempt()) + ", which is damaged");
        }
    }

    // After every event, and at the end.

    void check() {
        violation.ifPresent(broken -> {
            throw broken;
        });
        if (files.changes() == judgedAtChange) {
            return;
        }
        judgedAtChange = files.changes();
        needed.forEach((id, manifest) -> manifest.handles()
                .forEach(part -> files.wrong(part).ifPresent(wrong -> {
                    throw new Violation("checkpoint " + id + " is still needed, but " + wrong);
                })));
    }

    /**
     * The client was told that the checkpoint it asked for stands so.
     *
     * @return what is to be counted
     */
    String checkAnswer(CheckpointStanding told) {
        if (told.status() == CheckpointStatus.COMPLETED && !complete.containsKey(told.checkpoint())) {
            throw new Violation("the client was told that checkpoint " + told.checkpoint() + " is complete, but only "
                    + complete.keySet() + " are");
        }
        return "checkpoint asked for by the client: " + told.status();
    }

    /** What another JobManager would find if this one died now. */
    void checkSuccession(JobID job) {
        if (!complete.isEmpty() && !closed) {
            SuccessorRule.check(files, job, needed, wished);
        }
    }

    /**
     * Everything has come to rest, and nothing failed since the world was healed.
     *
     * @param status how the job ended: of one that failed the checkpoints stay, also if its leader died before it closed them
     */
    void checkAtTheEnd(JobID job, JobStatus status) {
        boolean stay = kept || status == JobStatus.FAILED;
        Set<String> named = new TreeSet<>();
        needed.values()
                .forEach(manifest -> manifest.files().forEach(file -> named.add(SimulatedFileSystem.pathIn(file))));
        long newest = needed.isEmpty() ? Long.MAX_VALUE : needed.lastKey();
        for (String path : files.below(World.CHECKPOINTS.getPath() + "/" + job)) {
            if (path.contains("/loop-")) {
                continue; // not of a checkpoint: the job that has the loop looks for it
            }
            boolean late =
                    files.file(path).filter(SimulatedFiles.Stored::isLate).isPresent();
            if (!late && !closedWhileFailing && !(stay && mayStay(path, named, newest))) {
                throw new Violation(path + " is left after the job's end; needed are " + named);
            }
        }
    }

    private boolean mayStay(String path, Set<String> named, long newest) {
        int at = path.indexOf("/chk-");
        if (at < 0 || named.contains(path) || path.endsWith("/_metadata")) {
            return true;
        }
        // What was begun after the newest complete one goes with the next, and there was none; so does what an earlier
        // leader had yet to delete.
        return !tidied || Long.parseLong(path.substring(at + 5).split("/", 2)[0]) > newest;
    }
}
