package io.millrace.state.heap;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What writes the rows of one state. Serialisers are for one thread at a time and some are dear to make, while snapshots are
 * written by any thread and several at a time: who writes takes what lies here, or a duplicate, and puts it back.
 * Thread-safe.
 */
final class RowCodecs {
    /**
     * For one thread at a time.
     *
     * @param namespaceWriter null for state without namespaces
     * @param valueWriter null for timers
     */
    record RowCodec(
            TypeSerializer<Object> keys,
            @Nullable TypeSerializer<Object> namespaceWriter,
            @Nullable ValueCodec valueWriter) {
        TypeSerializer<Object> namespaces() {
            return Objects.requireNonNull(namespaceWriter);
        }

        ValueCodec values() {
            return Objects.requireNonNull(valueWriter);
        }

        RowCodec duplicate() {
            return new RowCodec(
                    keys.duplicate(),
                    namespaceWriter == null ? null : namespaceWriter.duplicate(),
                    valueWriter == null ? null : valueWriter.duplicate());
        }
    }

    private final RowCodec pattern;
    private final ConcurrentLinkedQueue<RowCodec> free = new ConcurrentLinkedQueue<>();

    /** @param pattern is only duplicated from here on */
    RowCodecs(RowCodec pattern) {
        this.pattern = pattern;
    }

    /** What must be done with values that are captured, and how they are copied; it writes nothing. */
    ValueCodec values() {
        return pattern.values();
    }

    RowCodec take() {
        RowCodec known = free.poll();
        if (known != null) {
            return known;
        }
        synchronized (this) {
            return pattern.duplicate();
        }
    }

    /** One that threw while it wrote is not put back. */
    void putBack(RowCodec codec) {
        free.add(codec);
    }
}
