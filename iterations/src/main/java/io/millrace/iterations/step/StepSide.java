package io.millrace.iterations.step;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.RecordQueue;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one input of an operator in a loop holds back until the operator of the superstep wants it: the records of all supersteps
 * if they are constant, else those that came too early. Not thread-safe.
 */
final class StepSide<T> {
    private final SpillSpace space;
    private final @Nullable RecordCache<T> cache;
    private final @Nullable RecordQueue<T> queue;
    private boolean queued;
    private boolean arrived;
    private boolean told;

    StepSide(StepPairFactory.Side<T> plan, String name, OperatorContext context, int pagesMax) {
        TypeSerializer<T> serializer =
                plan.type().createSerializer(context.executionConfig().getSerializerConfig());
        boolean reuse = context.executionConfig().isObjectReuseEnabled();
        this.space = SpillSpace.of("the " + name + " input in a loop", context);
        this.cache = plan.constant() ? new RecordCache<>(space, serializer, pagesMax, reuse) : null;
        this.queue = plan.constant() ? null : new RecordQueue<>(space, serializer, pagesMax);
    }

    boolean isConstant() {
        return cache != null;
    }

    void hold(T record) throws IOException {
        if (cache != null) {
            cache.add(record);
        } else if (queue != null) {
            queued = true;
            queue.add(record);
        }
    }

    /** Whether records wait that came before those that come now. */
    boolean holds() {
        return queued;
    }

    /** All records of the superstep have come. */
    void arrived() {
        arrived = true;
    }

    boolean hasArrived() {
        return arrived;
    }

    /** The operator of the superstep was told the end of this input. */
    void told() {
        told = true;
    }

    boolean isTold() {
        return told;
    }

    /** The next record that is held back; null at the end. */
    @Nullable
    T next() throws IOException {
        if (cache != null) {
            return cache.next();
        }
        return queue != null && queue.hasNext() ? queue.take() : null;
    }

    void beginSuperstep() throws IOException {
        if (cache != null && arrived) {
            cache.rewind();
        }
    }

    /** All of a constant input is there for the first time. */
    void constantArrived() throws IOException {
        arrived = true;
        if (cache != null) {
            cache.rewind();
        }
    }

    void endSuperstep() throws IOException {
        told = false;
        if (queue != null) {
            queue.clear();
            queued = false;
            arrived = false;
        }
    }

    void close() throws IOException {
        if (cache != null) {
            cache.close();
        }
        if (queue != null) {
            queue.clear();
        }
        space.close();
    }
}
