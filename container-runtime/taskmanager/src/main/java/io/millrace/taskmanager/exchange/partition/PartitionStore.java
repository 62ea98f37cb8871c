package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.PartitionId;
import io.millrace.taskmanager.exchange.BlockingExchange;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import io.millrace.taskmanager.exchange.Inlet;
import io.millrace.taskmanager.exchange.Outlet;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.RemoteChannels;
import io.millrace.taskmanager.exchange.WakeUp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All partitions that a TaskManager keeps: in memory while they fit in its budget, else on disk; until they are released.
 * Thread-safe; nothing blocks but what its executors run.
 */
public final class PartitionStore implements BlockingExchange, AutoCloseable {
    /** The setting that says how much memory partitions may hold. */
    public static final String MEMORY_KEY = "taskmanager.memory.blocking-exchange.max";

    static final String DIRECTORIES_KEY = "io.tmp.dirs";

    /**
     * @param memoryBytesMax what all partitions hold in memory together, by estimate; one batch fits in any case
     * @param channelBatchesMax how many batches wait for the network, for each remote reader
     * @param directories where the rest goes, in turn; one or more
     */
    public record Settings(long memoryBytesMax, int channelBatchesMax, List<SpillDirectory> directories) {
        public Settings {
            directories = List.copyOf(directories);
            if (directories.isEmpty()) {
                throw new IllegalArgumentException(DIRECTORIES_KEY + ": expected=one directory or more, actual=none");
            }
        }
    }

    /**
     * What runs its work on disk.
     *
     * @param spills runs what serialises and writes, for long
     * @param spillsMax how many of these at once
     * @param reads runs what reads a piece of a file, or feeds the network
     */
    public record Work(Executor spills, int spillsMax, Executor reads) {}

    private final Settings settings;
    private final Work work;
    private final Consumer<PartitionId> onKept;
    private final MemoryBudget budget;
    private final Spiller spiller;
    private final Map<PartitionId, KeptPartition> partitions = new ConcurrentHashMap<>();
    private volatile @Nullable ExchangeCompression asBytes;

    /** @param onKept hears of each partition that is whole, before its producer's end is told */
    public PartitionStore(Settings settings, Work work, Consumer<PartitionId> onKept) {
        this.settings = settings;
        this.work = work;
        this.onKept = onKept;
        this.budget = new MemoryBudget(settings.memoryBytesMax(), this::press);
        this.spiller = new Spiller(budget, partitions::values, settings.directories(), work.spills(), work.spillsMax());
    }

    private void press() {
        spiller.press();
    }

    /**
     * A producer is deployed that will write this partition: who reads it here waits for it from now on. Before this, and
     * after its release, it is lost.
     */
    public void expect(PartitionId id) {
        partitions.putIfAbsent(id, new KeptPartition(id, budget));
    }

    @Override
    public Writing write(PartitionId id, Shape shape) {
        KeptPartition partition = partitions.get(id);
        if (partition == null) {
            throw new IllegalStateException("the partition " + id + " was released before it was written");
        }
        int lanes = partition.begin(shape);
        List<Outlet> outlets = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            outlets.add(new LaneOutlet(partition, lane));
        }
        return new BeingWritten(partition, List.copyOf(outlets));
    }

    private final class BeingWritten implements Writing {
        private final KeptPartition partition;
        private final List<Outlet> outlets;

        BeingWritten(KeptPartition partition, List<Outlet> outlets) {
            this.partition = partition;
            this.outlets = outlets;
        }

        @Override
        public List<Outlet> outlets() {
            return outlets;
        }

        @Override
        public void complete() {
            if (partition.complete()) {
                onKept.accept(partition.id());
            }
        }

        @Override
        public void drop() {
            partitions.remove(partition.id(), partition);
            partition.drop();
        }
    }

    private static final class LaneOutlet implements Outlet {
        private final KeptPartition partition;
        private final int lane;
        private WakeUp producer = () -> {};

        LaneOutlet(KeptPartition partition, int lane) {
            this.partition = partition;
            this.lane = lane;
        }

        @Override
        public void onRoom(WakeUp wakeUp) {
            producer = wakeUp;
        }

        @Override
        public boolean offer(Element element) {
            // Who reads it begins after its producer has ended: no checkpoint has both of them.
            return element instanceof Element.Barrier || partition.append(lane, element, producer);
        }
    }

    /** @throws PartitionLostException if it is not kept here */
    @Override
    public Inlet read(PartitionId id, int consumer, TypeSerializer<Object> serializer) {
        KeptPartition partition = partitions.get(id);
        if (partition == null) {
            throw new PartitionLostException(id, "this TaskManager does not keep it", null);
        }
        return new PartitionReader(partition, consumer, serializer, work.reads());
    }

    @Override
    public Optional<RemoteChannels.Opened> open(ChannelId id) {
        KeptPartition partition =
                partitions.get(new PartitionId(id.job(), id.edge(), id.producer(), id.producerAttempt()));
        if (partition == null || !partition.hasBegun()) {
            return Optional.empty();
        }
        Shape shape = partition.shape();
        Channel channel = Channel.fromPartition(id, settings.channelBatchesMax());
        ExchangeCompression compression = asBytes;
        if (compression != null) {
            channel.writeBatches(partition.newSerializer(), compression);
        }
        PartitionReader reader = new PartitionReader(partition, id.consumer(), partition.newSerializer(), work.reads());
        new Feeder(reader, channel, shape.loader(), work.reads()).start();
        return Optional.of(new RemoteChannels.Opened(channel, partition.newSerializer()));
    }

    @Override
    public void asBytes(ExchangeCompression compression) {
        asBytes = compression;
    }

    /** Drops partitions with their memory and files; those that are not kept are left alone. */
    public void release(Collection<PartitionId> ids) {
        for (PartitionId id : ids) {
            KeptPartition partition = partitions.remove(id);
            if (partition != null) {
                partition.release();
            }
        }
    }

    /** The job has ended. */
    public void forget(JobID job) {
        release(partitions.keySet().stream().filter(id -> id.job().equals(job)).toList());
    }

    /** How many partitions there are, whole or not. */
    public int size() {
        return partitions.size();
    }

    /** What they hold in memory, by estimate. */
    public long memoryBytes() {
        return budget.heldBytes();
    }

    /** What was ever written to disk. */
    public long spilledBytes() {
        return spiller.writtenBytes();
    }

    /** Drops everything, and the directories. Nothing is written afterwards. */
    @Override
    public void close() {
        release(List.copyOf(partitions.keySet()));
        settings.directories().forEach(SpillDirectory::close);
    }
}
