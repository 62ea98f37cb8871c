package io.millrace.taskmanager.exchange.partition;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.Inlet;
import io.millrace.taskmanager.exchange.PartitionLostException;
import io.millrace.taskmanager.exchange.WakeUp;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a partition by one consumer, from the first element to the last. Records in memory that can change are
 * copied: another reader will get them too. Elements may go to disk between two calls; a reading is not disturbed by that.
 */
final class PartitionReader implements Inlet {
    private final KeptPartition partition;
    private final int consumer;
    private final TypeSerializer<Object> serializer;
    private final @Nullable TypeSerializer<Object> copier;
    private final BlockReader blocks;
    private final Executor reads;
    private volatile WakeUp wakeUp = () -> {};
    private long position;
    private @Nullable SegmentCursor cursor;

    /** @param serializer for this reader alone */
    PartitionReader(KeptPartition partition, int consumer, TypeSerializer<Object> serializer, Executor reads) {
        this.partition = partition;
        this.consumer = consumer;
        this.serializer = serializer;
        this.copier = serializer.isImmutableType() ? null : serializer;
        this.blocks = new BlockReader(serializer);
        this.reads = reads;
    }

    TypeSerializer<Object> serializer() {
        return serializer;
    }

    @Override
    public void onElement(WakeUp consumerWakeUp) {
        wakeUp = consumerWakeUp;
    }

    @Override
    public @Nullable Element poll() {
        SegmentCursor current = cursor;
        if (current == null) {
            Place place = partition.at(consumer, position, wakeUp);
            if (place == null) {
                return null;
            }
            if (place instanceof Place.InMemory found) {
                position++;
                return own(found.element());
            }
            Segment segment = (Segment) place;
            current = new SegmentCursor(segment, position - segment.first(), blocks, reads, () -> wakeUp.wakeUp());
            cursor = current;
        }
        return next(current);
    }

    private @Nullable Element next(SegmentCursor current) {
        Element element;
        try {
            element = current.next();
        } catch (IOException e) {
            throw new PartitionLostException(
                    partition.id(), current.fileName() + " cannot be read: " + e.getMessage(), e);
        }
        if (element != null && current.isBetweenElements()) {
            position++;
            if (current.isAtEnd()) {
                cursor = null;
            }
        }
        return element;
    }

    private Element own(Element element) {
        TypeSerializer<Object> copies = copier;
        if (copies == null || !(element instanceof Batch batch)) {
            return element;
        }
        Batch copy = new Batch(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            copy.add(copies.copy(batch.record(i)), batch.timestamp(i));
        }
        return copy;
    }

    @Override
    public void release(ChannelHub hub) {
        cursor = null;
    }
}
