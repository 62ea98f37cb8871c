package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of one edge to its consumers. A record that can change is copied here, once for each consumer in this
 * TaskManager, since its producer may change it and emit it again; for the others it is serialised at once. Used by the
 * thread that runs the task.
 */
public final class RecordRouter {
    private final EdgeWriter edge;
    private final @Nullable TypeSerializer<Object> copier;
    private final @Nullable ChannelSelector selector;
    private final boolean broadcast;

    /**
     * @param copier null if records are handed on as they are
     * @param loader reads the key selector, or the partitioner
     */
    public RecordRouter(EdgeWriter edge, Route route, @Nullable TypeSerializer<Object> copier, ClassLoader loader)
            throws IOException, ClassNotFoundException {
        this.edge = edge;
        this.copier = copier;
        this.selector = ChannelSelectors.of(route, loader);
        this.broadcast = route.pattern() instanceof ExchangePattern.Broadcast;
    }

    public void emit(Object record, long timestamp) throws Exception {
        if (broadcast) {
            emitToAll(record, timestamp);
            return;
        }
        ChannelSelector chosen = selector;
        int to = chosen == null ? 0 : chosen.select(record);
        TypeSerializer<Object> copies = copier;
        edge.append(to, copies == null || !edge.keeps(to) ? record : copies.copy(record), timestamp);
    }

    private void emitToAll(Object record, long timestamp) {
        for (int to = 0; to < edge.channels(); to++) {
            edge.append(to, copier == null || !edge.keeps(to) ? record : copier.copy(record), timestamp);
        }
    }
}
