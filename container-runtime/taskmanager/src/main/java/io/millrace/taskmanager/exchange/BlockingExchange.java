package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.PartitionId;
import java.util.List;

/**
 * Keeps what producers write to blocking edges, to be read when it is whole, any number of times. The words that tasks use
 * for it; {@link io.millrace.taskmanager.exchange.partition.PartitionStore} is what keeps it. Thread-safe; nothing blocks.
 */
public interface BlockingExchange extends RemoteChannels.KeptPartitions {
    /**
     * What an edge is to whom writes to it.
     *
     * @param label how messages name the edge
     * @param consumers the subtasks that the producer sends to, ascending
     * @param broadcast each of them gets all: it is kept once
     * @param serializer for the exchange's own use: duplicated before another thread uses it
     * @param loader the job's class loader, which the serialiser may need
     */
    record Shape(
            String label,
            List<Integer> consumers,
            boolean broadcast,
            TypeSerializer<Object> serializer,
            ClassLoader loader) {
        public Shape {
            consumers = List.copyOf(consumers);
        }
    }

    /** A producer's partition while it is written. */
    interface Writing {
        /** For each consumer its outlet, in their order; one for all if the edge is a broadcast. */
        List<Outlet> outlets();

        /** All was written: from now on it is read. After it was dropped, this changes nothing. */
        void complete();

        /** The producer has failed: nothing of it will be read. */
        void drop();
    }

    /**
     * Begins to write a partition that was {@link io.millrace.taskmanager.exchange.partition.PartitionStore#expect expected}.
     *
     * @throws IllegalStateException if it was released meanwhile, with its job
     */
    Writing write(PartitionId id, Shape shape);

    /**
     * What the producer wrote for a consumer, from the start. It waits for a partition that is not whole yet.
     *
     * @param serializer of the edge, for the reader alone
     */
    Inlet read(PartitionId id, int consumer, TypeSerializer<Object> serializer);
}
