package io.millrace.taskmanager.exchange.partition;

import io.millrace.taskmanager.exchange.BlockingExchangeException;
import io.millrace.taskmanager.exchange.Element;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves partitions from memory to disk, the largest first, until memory is no longer pressing: a whole partition at a time,
 * consumer by consumer, so that what one consumer reads lies together. Runs on threads of its own, so that serialising and
 * writing hold up no worker.
 *
 * <p>Directories are used in turn. If one fails, the next is tried; if all fail, producers are told why there is no room.
 */
final class Spiller {
    private static final Logger LOG = LoggerFactory.getLogger(Spiller.class);

    private final MemoryBudget budget;
    private final Supplier<Collection<KeptPartition>> partitions;
    private final List<SpillDirectory> directories;
    private final Executor executor;
    private final int passesMax;
    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger filesMade = new AtomicInteger();
    private final AtomicLong writtenBytes = new AtomicLong();

    /** @param passesMax how many partitions are spilled at once */
    Spiller(
            MemoryBudget budget,
            Supplier<Collection<KeptPartition>> partitions,
            List<SpillDirectory> directories,
            Executor executor,
            int passesMax) {
        this.budget = budget;
        this.partitions = partitions;
        this.directories = List.copyOf(directories);
        this.executor = executor;
        this.passesMax = passesMax;
    }

    /** Something should go to disk. Any thread; cheap if that is under way. */
    void press() {
        int running = passes.get();
        while (running < passesMax) {
            if (passes.compareAndSet(running, running + 1)) {
                executor.execute(this::pass);
                return;
            }
            running = passes.get();
        }
    }

    long writtenBytes() {
        return writtenBytes.get();
    }

    private void pass() {
        boolean written = false;
        try {
            for (Optional<KeptPartition> victim = victim(); victim.isPresent(); victim = victim()) {
                written = spill(victim.get());
                if (!written) {
                    return;
                }
            }
            written = true;
        } finally {
            passes.decrementAndGet();
            // Who pressed while this pass was ending relied on it.
            if (written && isNeeded()) {
                press();
            }
        }
    }

    private boolean isNeeded() {
        return budget.isPressing()
                && partitions.get().stream().anyMatch(one -> one.memoryBytes() > 0 && !one.isSpilling());
    }

    /** What is to be spilled next, reserved. */
    private Optional<KeptPartition> victim() {
        while (budget.isPressing()) {
            Optional<KeptPartition> largest = partitions.get().stream()
                    .filter(one -> one.memoryBytes() > 0 && !one.isSpilling())
                    .max(Comparator.comparingLong(KeptPartition::memoryBytes));
            if (largest.isEmpty() || largest.get().beginSpill()) {
                return largest;
            }
        }
        return Optional.empty();
    }

    /** Returns false if there is no disk for it. */
    private boolean spill(KeptPartition partition) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(partition.shape().loader());
        try (Pass pass = new Pass(partition)) {
            int lanes = partition.lanes();
            for (int lane = 0; lane < lanes; lane++) {
                pass.spill(lane);
            }
            return true;
        } catch (BlockWriter.UnwritableRecordException e) {
            Throwable cause = e.getCause();
            partition.unwritable(cause == null ? e : cause);
            return true;
        } catch (RuntimeException e) {
            partition.unwritable(e);
            return true;
        } catch (IOException | Error e) {
            LOG.warn("blocking exchanges cannot be written to disk", e);
            budget.despair(new BlockingExchangeException(
                    "blocking exchanges hold more than '" + PartitionStore.MEMORY_KEY
                            + "' allows, and cannot be written to "
                            + String.join(
                                    ", ",
                                    directories.stream()
                                            .map(SpillDirectory::name)
                                            .toList())
                            + ": " + e.getMessage() + "; free disk space there, set '" + PartitionStore.DIRECTORIES_KEY
                            + "' to other directories, or raise that limit (and the heap with it)",
                    e));
            return false;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** One partition on its way to disk. */
    private final class Pass implements AutoCloseable {
        private final KeptPartition partition;
        private SpillDirectory.@Nullable SpillFile file;
        private long length;

        Pass(KeptPartition partition) {
            this.partition = partition;
            this.file = partition.tail();
            this.length = partition.tailLength();
        }

        void spill(int lane) throws IOException {
            List<Element> elements = partition.inMemory(lane);
            if (elements.isEmpty()) {
                return;
            }
            IOException last = null;
            for (int attempt = 0; attempt <= directories.size(); attempt++) {
                try {
                    SpillDirectory.SpillFile target = target();
                    if (target != null) {
                        partition.spilled(lane, write(elements, partition.onDisk(lane), target));
                    }
                    return;
                } catch (BlockWriter.UnwritableRecordException e) {
                    throw e;
                } catch (IOException e) {
                    last = e; // the next attempt takes the next directory
                }
            }
            throw last == null ? new IOException("no directory") : last;
        }

        /** The partition's file, or a new one; null if the partition is gone. */
        private SpillDirectory.@Nullable SpillFile target() throws IOException {
            if (file == null) {
                SpillDirectory directory = directories.get(Math.floorMod(turn.getAndIncrement(), directories.size()));
                SpillDirectory.SpillFile made = directory.create("partition-" + filesMade.getAndIncrement());
                if (!partition.add(made)) {
                    made.delete();
                    return null;
                }
                file = made;
                length = 0;
            }
            return file;
        }

        private Segment write(List<Element> elements, long first, SpillDirectory.SpillFile to) throws IOException {
            BlockWriter blocks = new BlockWriter(partition.newSerializer(), to::append);
            boolean whole = false;
            try {
                for (Element element : elements) {
                    blocks.write(element);
                }
                blocks.flush();
                whole = true;
            } finally {
                if (!whole) {
                    cutOff();
                }
            }
            Segment segment = new Segment(to, first, elements.size(), length, blocks.writtenBytes(), blocks.blockMax());
            length += blocks.writtenBytes();
            writtenBytes.addAndGet(blocks.writtenBytes());
            return segment;
        }

        /** What was written of a lane does not count; what follows goes to another directory. */
        private void cutOff() {
            SpillDirectory.SpillFile failed = file;
            if (failed != null) {
                try {
                    failed.truncate(length);
                } catch (IOException e) {
                    LOG.debug("{} keeps bytes that nobody reads", failed.name(), e);
                }
                pause(failed);
                file = null;
            }
        }

        private static void pause(SpillDirectory.SpillFile written) {
            try {
                written.pause();
            } catch (IOException e) {
                LOG.debug("{} cannot be closed", written.name(), e);
            }
        }

        @Override
        public void close() {
            SpillDirectory.SpillFile written = file;
            if (written != null) {
                pause(written);
            }
            partition.endSpill(written, length);
        }
    }
}
