package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.StateBackend.ProcessingClock;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskSnapshot;
import io.millrace.taskmanager.checkpoint.SnapshotFiles.SnapshotFile;
import io.millrace.taskmanager.control.TaskRunner.Declined;
import io.millrace.taskmanager.control.TaskRunner.Fact;
import io.millrace.taskmanager.control.TaskRunner.Taken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints that tasks of this TaskManager take part in: gathers what they give, writes it to one file for each job and
 * checkpoint, and says when all of it is durable.
 *
 * <ol>
 *   <li>A round begins with the JobManager's word, which names the tasks, or before it with the first task that was reached
 *       by a barrier; what is given then waits for the directory.
 *   <li>What a task gives is appended to the file, one after the other, on the threads for files.
 *   <li>When all that were named have given, or finished, the file is completed and {@link Taken} told; tasks that keep
 *       nothing need no file.
 *   <li>What goes wrong ends the round with {@link Declined}, once, and removes the file. Tasks do not notice. A task that
 *       fails ends it in silence.
 * </ol>
 * Thread-safe; no call blocks.
 */
public final class CheckpointRounds {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointRounds.class);

    /** Rounds that are over are remembered, so that what comes late for them begins none; more are not under way at once. */
    private static final int ROUNDS_MAX = 64;

    private final TaskManagerId self;
    private final SnapshotFiles files;
    private final Executor io;
    private final ProcessingClock clock;
    private final Consumer<Fact> facts;
    private final Map<JobID, TreeMap<Long, Round>> jobs = new LinkedHashMap<>();

    /**
     * @param self part of the files' names
     * @param io runs what blocks for files
     * @param facts hears what became of a round; called by any thread
     */
    public CheckpointRounds(
            TaskManagerId self, SnapshotFiles files, Executor io, ProcessingClock clock, Consumer<Fact> facts) {
        this.self = self;
        this.files = files;
        this.io = io;
        this.clock = clock;
        this.facts = facts;
    }

    public SnapshotFiles files() {
        return files;
    }

    public Executor io() {
        return io;
    }

    /**
     * The JobManager asks for a checkpoint.
     *
     * @param attempts those that run here; each is to give its part, or to {@link #ended end}
     */
    public void begin(JobID job, long checkpoint, String directory, List<AttemptId> attempts) {
        drive(round(job, checkpoint), round -> round.begin(directory, attempts));
    }

    /** A task gives its part. */
    public void give(CapturedTask part) {
        drive(round(part.attempt().job(), part.checkpoint()), round -> round.give(part));
    }

    /** A task cannot give its part. */
    public void decline(AttemptId attempt, long checkpoint, String reason) {
        drive(round(attempt.job(), checkpoint), round -> round.fail(reason));
    }

    /** A task was reached by a later checkpoint first: nothing failed, but this one cannot be taken any more. */
    public void overtaken(AttemptId attempt, long checkpoint, String reason) {
        drive(round(attempt.job(), checkpoint), round -> round.decline(reason, true));
    }

    /**
     * An attempt has come to its end and gives nothing any more. If it has not finished, the rounds that wait for it are over, and
     * nothing is told of them: the JobManager gives the checkpoint up when it hears how the attempt ended.
     */
    public void ended(AttemptId attempt, boolean finished) {
        for (Round round : rounds(attempt.job())) {
            drive(round, each -> each.ended(attempt, finished));
        }
    }

    /** The JobManager has given the checkpoint up. */
    public void abort(JobID job, long checkpoint) {
        drive(round(job, checkpoint), Round::giveUp);
    }

    /** The checkpoint is complete; earlier ones that are not will never be. */
    public void complete(JobID job, long checkpoint) {
        for (Round round : rounds(job)) {
            if (round.checkpoint < checkpoint) {
                drive(round, Round::giveUp);
            }
        }
        synchronized (this) {
            TreeMap<Long, Round> known = jobs.get(job);
            if (known != null) {
                known.headMap(checkpoint).clear();
            }
        }
    }

    /** The job has ended. */
    public void forget(JobID job) {
        rounds(job).forEach(round -> drive(round, Round::giveUp));
        synchronized (this) {
            jobs.remove(job);
        }
    }

    private synchronized List<Round> rounds(JobID job) {
        TreeMap<Long, Round> known = jobs.get(job);
        return known == null ? List.of() : List.copyOf(known.values());
    }

    private synchronized Round round(JobID job, long checkpoint) {
        TreeMap<Long, Round> known = jobs.computeIfAbsent(job, any -> new TreeMap<>());
        Round round = known.computeIfAbsent(checkpoint, id -> new Round(job, id));
        if (known.size() > ROUNDS_MAX) {
            known.pollFirstEntry();
        }
        return round;
    }

    private void drive(Round round, Consumer<Round> change) {
        Fact news;
        boolean work;
        synchronized (round) {
            change.accept(round);
            news = round.takeNews();
            work = round.claimWork();
        }
        tell(news);
        if (work) {
            io.execute(() -> write(round));
        }
    }

    private void tell(@Nullable Fact news) {
        if (news != null) {
            facts.accept(news);
        }
    }

    /** Does what is to be done with the file, until there is nothing at the moment. One thread at a time for a round. */
    private void write(Round round) {
        boolean more = true;
        while (more) {
            try {
                work(round);
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("{}: checkpoint {} cannot be written", round.job, round.checkpoint, e);
                synchronized (round) {
                    round.fail(
                            "checkpoint " + round.checkpoint + " cannot be written to '" + round.directory + "': " + e);
                }
            }
            Fact news;
            synchronized (round) {
                news = round.takeNews();
                more = round.claimMore();
            }
            tell(news);
        }
    }

    private void work(Round round) throws IOException {
        List<CapturedTask> parts;
        boolean over;
        synchronized (round) {
            parts = round.takeGiven();
            over = round.over;
        }
        if (over) {
            discard(round);
            return;
        }
        for (CapturedTask part : parts) {
            TaskSnapshot written = append(round, part);
            synchronized (round) {
                round.taken.put(part.attempt(), written);
            }
        }
        boolean complete;
        synchronized (round) {
            complete = round.isComplete();
        }
        if (complete) {
            finish(round);
        }
    }

    private static void discard(Round round) {
        SnapshotFile file = round.file;
        round.file = null;
        if (file != null) {
            file.discard();
        }
    }

    private TaskSnapshot append(Round round, CapturedTask part) throws IOException {
        Optional<StateHandle> handle = Optional.empty();
        if (part.isToBeKept()) {
            SnapshotFile file = round.file;
            if (file == null) {
                file = create(round);
                round.file = file;
            }
            handle = Optional.of(file.append(out -> SegmentFormat.write(part, out)));
        }
        return new TaskSnapshot(
                part.attempt(),
                handle,
                part.hasUnionLists(),
                part.keeping(),
                part.committing(),
                part.timing(clock.millis()));
    }

    // A job's checkpoints are numbered once for all its attempts, so the name is used once.
    private SnapshotFile create(Round round) throws IOException {
        String directory = round.directory;
        if (directory == null) {
            throw new IllegalStateException("checkpoint " + round.checkpoint + " has no directory yet");
        }
        return files.create(directory, self.name() + "-" + round.highestAttempt());
    }

    private static void finish(Round round) throws IOException {
        SnapshotFile file = round.file;
        if (file != null) {
            file.finish();
        }
        synchronized (round) {
            if (!round.over) {
                round.file = null;
                round.finished();
            }
        }
    }

    /** One checkpoint of one job; guarded by itself, but {@link #file} is changed only by who has claimed the work. */
    private static final class Round {
        final JobID job;
        final long checkpoint;
        final List<CapturedTask> given = new ArrayList<>();
        final Map<AttemptId, TaskSnapshot> taken = new LinkedHashMap<>();
        final Set<AttemptId> gave = new HashSet<>();
        final Set<AttemptId> gone = new HashSet<>();

        @Nullable
        List<AttemptId> named;

        @Nullable
        String directory;

        volatile @Nullable SnapshotFile file;
        boolean working;
        boolean over;

        @Nullable
        Fact news;

        Round(JobID job, long checkpoint) {
            this.job = job;
            this.checkpoint = checkpoint;
        }

        void begin(String toDirectory, List<AttemptId> attempts) {
            if (named == null) {
                directory = toDirectory;
                named = List.copyOf(attempts);
            }
        }

        void give(CapturedTask part) {
            if (!over && gave.add(part.attempt())) {
                given.add(part);
            }
        }

        void ended(AttemptId attempt, boolean finished) {
            if (over || gave.contains(attempt)) {
                return;
            }
            if (finished) {
                gone.add(attempt);
            } else if (named != null && named.contains(attempt)) {
                // Its end is reported, and ends the checkpoint there: this word, if it came first, would be held for
                // the cause.
                giveUp();
            }
        }

        void fail(String reason) {
            decline(reason, false);
        }

        void decline(String reason, boolean overtaken) {
            if (!over) {
                over = true;
                news = new Declined(job, checkpoint, reason, overtaken);
            }
            given.clear();
        }

        void giveUp() {
            over = true;
            given.clear();
        }

        boolean isComplete() {
            return !over
                    && named != null
                    && named.stream().allMatch(attempt -> taken.containsKey(attempt) || gone.contains(attempt));
        }

        void finished() {
            over = true;
            news = new Taken(job, checkpoint, List.copyOf(taken.values()));
        }

        @Nullable
        Fact takeNews() {
            Fact next = news;
            news = null;
            return next;
        }

        /** Whether the caller is to work for the file now. */
        boolean claimWork() {
            if (working || !hasWork()) {
                return false;
            }
            working = true;
            return true;
        }

        /** Whether the one who works is to go on. */
        boolean claimMore() {
            working = hasWork();
            return working;
        }

        private boolean hasWork() {
            if (over) {
                return file != null;
            }
            return directory != null && (!given.isEmpty() || isComplete());
        }

        List<CapturedTask> takeGiven() {
            List<CapturedTask> parts = List.copyOf(given);
            given.clear();
            return parts;
        }

        int highestAttempt() {
            List<AttemptId> all = named == null ? List.of() : named;
            return all.stream().mapToInt(AttemptId::attempt).max().orElse(0);
        }
    }
}
