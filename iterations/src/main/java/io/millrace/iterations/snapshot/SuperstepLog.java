package io.millrace.iterations.snapshot;

import io.millrace.dataflow.fs.FSDataOutputStream;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The superstep snapshots of one loop, in a directory of a file system. Safe for use by several threads and processes; calls
 * block for as long as the storage takes.
 *
 * <h2>What lies there</h2>
 * For each snapshot one entry a part (subtask of the loop), a file of its own:
 * <ul>
 *   <li>A full entry has the whole state: a bulk loop's partial solution, a delta loop's solution set.
 *   <li>Any other entry has what changed in the state since the part's entry before it.
 *   <li>Each entry of a delta loop has the workset besides.
 * </ul>
 * A point can be restored when all its parts are there, each with the entries back to its full one.
 *
 * <h2>Why it holds</h2>
 * <ol>
 *   <li>An entry is written under a hidden name, synced, closed, and only then renamed, which never replaces anything: what has
 *       its name is whole. All bytes are verified when it is read.
 *   <li>A run is one time that the loop was started, with a number that no other start has or will have. Entries go on from
 *       entries of the same run only, and the parts of a point are of one run: so a writer that was only thought dead may
 *       complete a point of its own run, but what it writes is never mixed with another run's.
 *   <li>One asks {@link #complete} and tells all parts what to read, since others might see another newest point.
 *   <li>What {@link #retain} deletes is of earlier supersteps than a complete point of its run or a later one.
 * </ol>
 */
public final class SuperstepLog {
    private static final String HIDDEN = "_writing-";

    private static final Logger LOG = LoggerFactory.getLogger(SuperstepLog.class);

    private final FileSystem files;
    private final Path directory;

    /**
     * When a snapshot was taken.
     *
     * @param superstep after which it was taken, from 0 (before the first)
     * @param run of two starts of the loop the later one has the higher number
     */
    public record Point(int superstep, long run) implements Comparable<Point>, Serializable {
        private static final long serialVersionUID = 1L;

        /** By supersteps; of equal ones the later run counts as newer. */
        @Override
        public int compareTo(Point other) {
            int bySuperstep = Integer.compare(superstep, other.superstep);
            return bySuperstep != 0 ? bySuperstep : Long.compare(run, other.run);
        }
    }

    /** What a record of an entry is. */
    public enum Kind {
        STATE,
        WORKSET,
        /** What the head of the loop knows besides: two records, {@link HeadRecord}. */
        HEAD
    }

    /** @param directory of this loop alone; need not exist */
    public SuperstepLog(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /**
     * Begins an entry.
     *
     * @param name its own while it is written; no entry before it had it
     * @throws IOException also if there is no directory (any more), which a create would make again
     */
    Entry begin(EntryName name) throws IOException {
        if (!files.exists(directory)) {
            throw new FileNotFoundException(
                    directory + ", for the snapshots of a loop, was deleted as its job has ended");
        }
        return new Entry(new Path(directory, HIDDEN + name));
    }

    /** An entry that is being written. After an exception only {@link #discard} may be called. */
    final class Entry {
        private final Path hidden;
        private final FSDataOutputStream out;
        private final EntryFormat.Writer writer;

        private Entry(Path hidden) throws IOException {
            this.hidden = hidden;
            this.out = files.create(hidden, WriteMode.NO_OVERWRITE);
            this.writer = new EntryFormat.Writer(out);
        }

        void write(Block block) throws IOException {
            writer.write(block);
        }

        /**
         * When this returns the entry is there for good.
         *
         * @throws IOException it is not there, or nobody knows: go on with a full entry
         */
        void commit(EntryName name) throws IOException {
            writer.end();
            out.sync();
            out.close();
            files.renameNoOverwrite(hidden, new Path(directory, name.toString()));
        }

        // Whatever went wrong before is what matters; what is left is deleted with the run.
        void discard() {
            try {
                out.close();
            } catch (IOException e) {
                LOG.debug("{} is not closed", hidden, e);
            }
            try {
                files.delete(hidden, false);
            } catch (IOException e) {
                LOG.debug("{} is left behind", hidden, e);
            }
        }
    }

    /** All points that can be restored, the newest first. */
    public List<Point> complete() throws IOException {
        return new EntryName.Index(entries()).complete();
    }

    /** The newest point that can be restored. */
    public Optional<Point> newest() throws IOException {
        return complete().stream().findFirst();
    }

    private List<EntryName> entries() throws IOException {
        List<EntryName> entries = new ArrayList<>();
        for (FileStatus file : list()) {
            EntryName.parse(file.getPath().getName()).ifPresent(entries::add);
        }
        return entries;
    }

    private FileStatus[] list() throws IOException {
        try {
            return files.listStatus(directory);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /** The highest run of which there is anything, also what was never finished; 0 if there is none. */
    public long highestRun() throws IOException {
        long highest = 0;
        for (FileStatus file : list()) {
            Optional<EntryName> entry = entryOf(file);
            highest = Math.max(highest, entry.map(name -> name.point().run()).orElse(0L));
        }
        return highest;
    }

    /** Also while it is being written. */
    private static Optional<EntryName> entryOf(FileStatus file) {
        String name = file.getPath().getName();
        return EntryName.parse(name.startsWith(HIDDEN) ? name.substring(HIDDEN.length()) : name);
    }

    /**
     * Begins to read a part of a point: the state of its entries, from the full one on, and the workset of the last.
     *
     * @throws IOException if an entry is missing
     */
    public PartReader open(Point point, int part) throws IOException {
        List<EntryName> chain = new EntryName.Index(entries()).chain(point, part);
        if (chain.isEmpty()) {
            throw new FileNotFoundException(
                    "part " + part + " of the snapshot after superstep " + point.superstep() + " of run " + point.run()
                            + " is not in " + directory + ", or an entry that it goes on from is not");
        }
        return new PartReader(
                files,
                chain.stream()
                        .map(entry -> new Path(directory, entry.toString()))
                        .toList());
    }

    /**
     * Deletes what nobody needs once this point is complete: entries of its run and of earlier ones, of earlier supersteps, that
     * no complete point of this superstep or a later one goes on from.
     */
    public void retain(Point point) throws IOException {
        FileStatus[] there = list();
        Map<String, EntryName> entries = new TreeMap<>();
        for (FileStatus file : there) {
            String name = file.getPath().getName();
            EntryName.parse(name).ifPresent(entry -> entries.put(name, entry));
        }
        EntryName.Index index = new EntryName.Index(entries.values());
        Set<EntryName> needed = new HashSet<>();
        List<Point> complete = index.complete();
        if (!complete.contains(point)) {
            // A later run has deleted what the point goes on from: it is not this run any more that decides.
            return;
        }
        for (EntryName entry : entries.values()) {
            Point of = entry.point();
            if (of.superstep() >= point.superstep() && complete.contains(of)) {
                needed.addAll(index.chain(of, entry.part()));
            }
        }
        for (FileStatus file : there) {
            String name = file.getPath().getName();
            boolean hidden = name.startsWith(HIDDEN);
            Optional<EntryName> entry = entryOf(file);
            if (entry.isPresent()
                    && isBefore(entry.get().point(), point)
                    && (hidden || !needed.contains(entry.get()))) {
                files.delete(new Path(directory, name), false);
            }
        }
    }

    private static boolean isBefore(Point one, Point other) {
        return one.run() <= other.run() && one.superstep() < other.superstep();
    }

    /** Makes the directory, before the first entry of a run. */
    public void make() throws IOException {
        files.mkdirs(directory);
    }

    /**
     * Deletes everything, when the loop has ended for good; and the directory above, if nothing else is there. Whoever writes to
     * the end must have ended before. Of a TaskManager that is only thought dead, or a task that was given up, an entry that is
     * being written is deleted too and cannot be renamed, and no other is begun, as there is no directory. What can stay is an
     * entry that it begins in that very moment.
     */
    public void delete() throws IOException {
        files.delete(directory, true);
        deleteIfEmpty(directory.getParent());
    }

    private void deleteIfEmpty(@Nullable Path which) {
        try {
            if (which != null && files.exists(which)) {
                files.delete(which, false);
            }
        } catch (IOException e) {
            LOG.debug("{} stays", which, e);
        }
    }
}
