package io.millrace.control.fake;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.checkpoint.Manifest;
import io.millrace.control.checkpoint.ManifestFormat;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoint stores in memory, shared by the leaders of one application. The files that manifests name lie elsewhere; {@link
 * Files} says how they are. What a leader wants happens when its disk comes to it, in order.
 */
public final class FakeCheckpointStores {
    /** The files of the snapshots. */
    public interface Files {
        /** What is wrong with what a manifest names; empty if nothing is. */
        Optional<String> check(Manifest manifest, boolean thorough);

        /** Deletes the directories of a job's checkpoints below a number, but for files that are still needed. */
        void delete(String jobDirectory, long below, TreeSet<String> needed);

        /** Everything is as it should be, and nothing is there to be deleted. */
        static Files none() {
            return new Files() {
                @Override
                public Optional<String> check(Manifest manifest, boolean thorough) {
                    return Optional.empty();
                }

                @Override
                public void delete(String jobDirectory, long below, TreeSet<String> needed) {}
            };
        }
    }

    private static final class Shelf {
        final TreeMap<Long, byte[]> manifests = new TreeMap<>();
        String directory = "";
        Epoch epoch = Epoch.NONE;
        long newest;
    }

    private final Map<String, Shelf> shelves = new TreeMap<>();
    private final Files files;
    private String failing = "";

    public FakeCheckpointStores(Files files) {
        this.files = files;
    }

    /** The store as one leader sees it. */
    public CheckpointStore of(FakeLedgers.Disk disk, Consumer<CheckpointStore.Fact> facts) {
        return new OneLeaders(disk, facts);
    }

    /** The complete checkpoints of a job that are kept, oldest first; what cannot be read is left out. */
    public List<Manifest> kept(JobID job) {
        List<Manifest> kept = new ArrayList<>();
        Shelf shelf = shelves.get(job.toString());
        if (shelf != null) {
            shelf.manifests.values().forEach(bytes -> read(bytes).ifPresent(kept::add));
        }
        return kept;
    }

    private static Optional<Manifest> read(byte[] bytes) {
        try {
            return Optional.of(ManifestFormat.read("in memory", bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // Buttons.

    /** What is to be prepared or committed is refused for this reason; an empty one ends that. */
    public void refuse(String reason) {
        failing = reason;
    }

    /** Flips a bit in a manifest. */
    public void damage(JobID job, long checkpoint) {
        Shelf shelf = shelves.get(job.toString());
        byte[] bytes = shelf == null ? null : shelf.manifests.get(checkpoint);
        if (bytes != null) {
            bytes[bytes.length - 1] ^= 1;
        }
    }

    private final class OneLeaders implements CheckpointStore {
        private final FakeLedgers.Disk disk;
        private final Consumer<Fact> facts;
        private final Queue<Runnable> wishes = new ArrayDeque<>();
        private final Map<String, Epoch> opened = new TreeMap<>();

        OneLeaders(FakeLedgers.Disk disk, Consumer<Fact> facts) {
            this.disk = disk;
            this.facts = facts;
        }

        @Override
        public void open(JobID job, Optional<String> directory, Epoch epoch) {
            inOrder(() -> {
                Shelf shelf = shelves.computeIfAbsent(job.toString(), id -> new Shelf());
                if (epoch.isOlderThan(shelf.epoch)) {
                    facts.accept(superseded(job, shelf));
                    return;
                }
                shelf.epoch = epoch;
                shelf.directory = directory.orElse("memory:") + "/" + job;
                opened.put(job.toString(), epoch);
                facts.accept(new Opened(job, shelf.newest, shelf.directory));
            });
        }

        @Override
        public void prepare(JobID job, long checkpoint) {
            onShelf(job, shelf -> {
                shelf.newest = Math.max(shelf.newest, checkpoint);
                facts.accept(
                        failing.isEmpty()
                                ? new Prepared(job, checkpoint, shelf.directory + "/chk-" + checkpoint)
                                : new Refused(job, checkpoint, failing));
            });
        }

        @Override
        public void commit(Manifest manifest) {
            onShelf(manifest.job(), shelf -> {
                if (failing.isEmpty()) {
                    shelf.manifests.put(manifest.checkpoint(), ManifestFormat.write(manifest));
                    facts.accept(new Committed(manifest.job(), manifest.checkpoint()));
                } else {
                    facts.accept(new Refused(manifest.job(), manifest.checkpoint(), failing));
                }
            });
        }

        @Override
        public void retain(JobID job, List<Long> checkpoints) {
            onShelf(job, shelf -> {
                long newest =
                        checkpoints.stream().mapToLong(Long::longValue).max().orElse(0);
                shelf.manifests.keySet().removeIf(id -> id < newest && !checkpoints.contains(id));
                TreeSet<String> needed = new TreeSet<>();
                shelf.manifests
                        .values()
                        .forEach(bytes ->
                                FakeCheckpointStores.read(bytes).ifPresent(kept -> needed.addAll(kept.files())));
                files.delete(shelf.directory, newest, needed);
            });
        }

        @Override
        public void find(JobID job, boolean thorough) {
            onShelf(job, shelf -> {
                List<String> passedOver = new ArrayList<>();
                for (Map.Entry<Long, byte[]> entry :
                        shelf.manifests.descendingMap().entrySet()) {
                    Optional<Manifest> manifest = FakeCheckpointStores.read(entry.getValue());
                    Optional<String> wrong = wrong(manifest, thorough);
                    if (wrong.isEmpty()) {
                        facts.accept(new Found(job, manifest, passedOver));
                        return;
                    }
                    passedOver.add("checkpoint " + entry.getKey() + ": " + wrong.get());
                }
                facts.accept(new Found(job, Optional.empty(), passedOver));
            });
        }

        @Override
        public void read(JobID job, String place, boolean thorough) {
            onShelf(job, unused -> {
                for (Shelf shelf : shelves.values()) {
                    for (Map.Entry<Long, byte[]> entry : shelf.manifests.entrySet()) {
                        if (place.equals(shelf.directory + "/chk-" + entry.getKey())) {
                            facts.accept(found(job, entry, thorough));
                            return;
                        }
                    }
                }
                facts.accept(new Found(job, Optional.empty(), List.of(place + ": there is no checkpoint")));
            });
        }

        private Found found(JobID job, Map.Entry<Long, byte[]> entry, boolean thorough) {
            Optional<Manifest> manifest = FakeCheckpointStores.read(entry.getValue());
            Optional<String> wrong = wrong(manifest, thorough);
            return wrong.isEmpty()
                    ? new Found(job, manifest, List.of())
                    : new Found(job, Optional.empty(), List.of("checkpoint " + entry.getKey() + ": " + wrong.get()));
        }

        private Optional<String> wrong(Optional<Manifest> manifest, boolean thorough) {
            return manifest.isPresent()
                    ? files.check(manifest.get(), thorough)
                    : Optional.of("its manifest is damaged");
        }

        @Override
        public void close(JobID job, boolean keep) {
            inOrder(() -> {
                Shelf shelf = shelves.get(job.toString());
                if (shelf != null && isOwn(job, shelf) && !keep) {
                    shelf.manifests.clear();
                    files.delete(shelf.directory, Long.MAX_VALUE, new TreeSet<>());
                }
                facts.accept(new Closed(job));
            });
        }

        private boolean isOwn(JobID job, Shelf shelf) {
            return shelf.epoch.equals(opened.get(job.toString()));
        }

        private void onShelf(JobID job, Consumer<Shelf> work) {
            inOrder(() -> {
                Shelf shelf = shelves.get(job.toString());
                if (shelf != null && isOwn(job, shelf)) {
                    work.accept(shelf);
                } else if (shelf != null) {
                    facts.accept(superseded(job, shelf));
                }
            });
        }

        private Superseded superseded(JobID job, @Nullable Shelf shelf) {
            return new Superseded(job, "its checkpoints are of epoch " + (shelf == null ? 0 : shelf.epoch.number()));
        }

        /** Whatever the delays are, the disk does what is wanted in its order. */
        private void inOrder(Runnable wish) {
            wishes.add(wish);
            disk.later(() -> wishes.remove().run());
        }
    }
}
