package io.millrace.iterations.snapshot;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.fs.Path;
import io.millrace.iterations.snapshot.SnapshotWord.Finding;
import io.millrace.iterations.snapshot.SuperstepLog.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, beside the JobManager, what the subtasks of a loop's head go on from when they start.
 *
 * <ol>
 *   <li>When the first of them starts, it looks which points are complete and gives the run its number.
 *   <li>It offers the newest point to all; each looks whether all bytes of its part can be read. If one finds damage, the next
 *       older point is offered; if none is left, the loop begins with its inputs. A read that fails is no damage: the same
 *       point is offered again, for a minute.
 *   <li>When all can, all are told to go on from there.
 *   <li>While they run it is told what is written, and deletes what no point that is kept needs.
 * </ol>
 */
final class SnapshotCoordinator implements Coordinator {
    private static final long RETRY_MS = 500;

    /** The first attempt may have a directory that nobody can write to. */
    private static final int TRIES_AT_FIRST = 10;

    /** Later ones have something to lose: a minute, as with other storage that fails for a while. */
    private static final int TRIES_LATER = 120;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCoordinator.class);

    private final String name;

    // What it was told.
    @SuppressWarnings("NullAway.Init")
    private CoordinatorContext context;

    private boolean off;
    private int retained = 1;
    private @Nullable SuperstepLog log;
    private String directory = "";

    // What it knows of this run.
    private int generation;
    private long run;
    private boolean decided;
    private boolean deciding;
    private final ArrayDeque<Point> candidates = new ArrayDeque<>();
    private @Nullable Point offered;
    private final Set<Integer> started = new TreeSet<>();
    private final Set<Integer> verified = new TreeSet<>();
    private final Map<Integer, Set<Integer>> written = new TreeMap<>();
    private int unreadable;
    private int furthest;
    private boolean tookOver;

    /** @param name of the loop's directory in that of the job */
    SnapshotCoordinator(String name) {
        this.name = name;
    }

    @Override
    public void start(CoordinatorContext of) {
        context = of;
        off = SnapshotRule.of(of.configuration()).isOff();
        retained = of.configuration().get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS);
    }

    @Override
    public void attemptStarted(int subtask, int attempt) {
        if (off) {
            return;
        }
        started.add(subtask);
        if (tookOver) {
            return; // It has been told what to go on from.
        }
        if (decided) {
            offer(subtask);
        } else if (!deciding) {
            deciding = true;
            decide(attempt, attempt == 0 ? TRIES_AT_FIRST : TRIES_LATER, generation);
        }
    }

    private void decide(int attempt, int triesLeft, int of) {
        if (of != generation) {
            return;
        }
        try {
            SuperstepLog points = log();
            points.make();
            run = Math.max(Math.max(run, attempt), points.highestRun()) + 1;
            candidates.addAll(points.complete());
            next();
        } catch (IOException e) {
            if (triesLeft > 1) {
                context.executeAfter(RETRY_MS, () -> decide(attempt, triesLeft - 1, of));
                return;
            }
            LOG.warn(
                    "job {}: loop '{}' begins with its inputs and takes no snapshots, as {} cannot be read: {}",
                    context.job(),
                    context.operatorName(),
                    directory,
                    e.toString());
            directory = "";
            next();
        }
    }

    private SuperstepLog log() throws IOException {
        SuperstepLog known = log;
        if (known == null || directory.isEmpty()) {
            Path path = new Path(context.checkpointDirectory(), name);
            directory = path.toString();
            known = new SuperstepLog(context.fileSystem(path), path);
            log = known;
        }
        return known;
    }

    private void next() {
        decided = true;
        verified.clear();
        unreadable = 0;
        offered = candidates.poll();
        started.forEach(this::offer);
    }

    private void offer(int subtask) {
        Point point = offered;
        context.tell(
                subtask,
                (point == null
                                ? new SnapshotWord.Begin(directory, run)
                                : new SnapshotWord.Verify(directory, run, point))
                        .bytes());
    }

    @Override
    public void said(int subtask, byte[] message) throws Exception {
        SnapshotWord word = SnapshotWord.of(message);
        if (word instanceof SnapshotWord.Verified looked) {
            verified(subtask, looked);
        } else if (word instanceof SnapshotWord.Written part) {
            written(subtask, part.superstep());
        }
    }

    private void verified(int subtask, SnapshotWord.Verified looked) {
        Point point = offered;
        if (point == null || !point.equals(looked.point())) {
            return;
        }
        if (looked.finding() == Finding.UNREADABLE && unreadable < TRIES_LATER * context.parallelism()) {
            unreadable++;
            int of = generation;
            context.executeAfter(RETRY_MS, () -> {
                if (of == generation && point.equals(offered)) {
                    offer(subtask);
                }
            });
            return;
        }
        if (looked.finding() != Finding.WHOLE) {
            LOG.warn(
                    "job {}: loop '{}' cannot go on from superstep {}, an older snapshot is looked for: {}",
                    context.job(),
                    context.operatorName(),
                    point.superstep(),
                    looked.why());
            next();
            return;
        }
        verified.add(subtask);
        if (verified.size() == context.parallelism()) {
            LOG.info(
                    "job {}: loop '{}' goes on from superstep {}",
                    context.job(),
                    context.operatorName(),
                    point.superstep());
            byte[] word = new SnapshotWord.GoOn(point).bytes();
            started.forEach(each -> context.tell(each, word));
        }
    }

    private void written(int subtask, int superstep) throws IOException {
        Set<Integer> parts = written.computeIfAbsent(superstep, any -> new TreeSet<>());
        parts.add(subtask);
        if (parts.size() < context.parallelism()) {
            return;
        }
        written.keySet().removeIf(older -> older <= superstep);
        if (superstep > furthest) {
            furthest = superstep;
            context.progressed();
        }
        try {
            SuperstepLog points = log();
            List<Point> complete = points.complete().stream()
                    .filter(point -> point.run() < run || (point.run() == run && point.superstep() <= superstep))
                    .filter(point -> point.superstep() <= superstep)
                    .toList();
            if (complete.size() >= retained) {
                points.retain(complete.get(retained - 1));
            }
        } catch (IOException e) {
            LOG.warn(
                    "job {}: what is not needed any more in {} stays for now: {}",
                    context.job(),
                    directory,
                    e.toString());
        }
    }

    @Override
    public void restarted() {
        generation++;
        decided = false;
        deciding = false;
        tookOver = false;
        offered = null;
        candidates.clear();
        started.clear();
        verified.clear();
        written.clear();
    }

    // Handing over.

    /** Once all heads know what they go on from; before, they run again. */
    @Override
    public Optional<byte[]> handOver() {
        boolean allBegan = offered == null && decided && started.size() == context.parallelism();
        boolean allGoOn = offered != null && verified.size() == context.parallelism();
        if (!tookOver && !allBegan && !allGoOn) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(run)
                .putInt(furthest)
                .array());
    }

    /** They say which parts they have written: of a point that lacks such a word the next one says enough. */
    @Override
    public boolean bearsLostWords() {
        return true;
    }

    @Override
    public void takeOver(byte[] state) {
        ByteBuffer from = ByteBuffer.wrap(state);
        run = from.getLong();
        furthest = from.getInt();
        decided = true;
        tookOver = true;
    }

    @Override
    public void publish(List<Integer> attempts) {
        delete();
    }

    @Override
    public void abort() {
        delete();
    }

    /** All tasks have ended, and with them what they had written by other threads. */
    private void delete() {
        if (off) {
            return;
        }
        try {
            // Also what an earlier JobManager knew of, if the loop has not begun under this one.
            log().delete();
        } catch (IOException e) {
            LOG.warn("job {}: the snapshots of loop '{}' are left behind: {}", context.job(), name, e.toString());
        }
    }
}
