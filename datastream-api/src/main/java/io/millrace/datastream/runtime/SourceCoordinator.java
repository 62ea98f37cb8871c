package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.SplitEnumerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source's enumerator beside the JobManager. After a restart of all tasks a new enumerator begins from the start,
 * since nothing of the old run counts.
 */
public final class SourceCoordinator<S extends SourceSplit, C> implements Coordinator {
    private final Source<?, S, C> source;
    private @Nullable CoordinatorContext context;
    private @Nullable EnumeratorContext<S> offer;
    private @Nullable SplitEnumerator<S, C> enumerator;

    public SourceCoordinator(Source<?, S, C> source) {
        this.source = source;
    }

    @Override
    public void start(CoordinatorContext context) throws Exception {
        this.context = context;
        begin(context);
    }

    private void begin(CoordinatorContext context) throws Exception {
        EnumeratorContext<S> fresh = new EnumeratorContext<>(context, new SplitCodec<>(source.getSplitSerializer()));
        SplitEnumerator<S, C> created = source.createEnumerator(fresh);
        offer = fresh;
        enumerator = created;
        created.start();
    }

    private SplitEnumerator<S, C> enumerator() {
        return Objects.requireNonNull(enumerator, "the coordinator was not started");
    }

    private EnumeratorContext<S> offer() {
        return Objects.requireNonNull(offer, "the coordinator was not started");
    }

    @Override
    public void attemptStarted(int subtask, int attempt) {
        offer().register(subtask);
        enumerator().addReader(subtask);
    }

    @Override
    public void splitRequested(int subtask, String host) {
        offer().locate(subtask, host);
        enumerator().handleSplitRequest(subtask, host);
    }

    @Override
    public void said(int subtask, byte[] message) throws Exception {
        ClassLoader loader = Objects.requireNonNull(context, "the coordinator was not started")
                .userClassLoader();
        enumerator().handleSourceEvent(subtask, InstantiationUtil.deserializeObject(message, loader));
    }

    @Override
    public void restarted() throws Exception {
        close();
        begin(Objects.requireNonNull(context, "the coordinator was not started"));
    }

    @Override
    public void close() throws Exception {
        EnumeratorContext<S> ending = offer;
        SplitEnumerator<S, C> closing = enumerator;
        offer = null;
        enumerator = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } finally {
            if (ending != null) {
                ending.close();
            }
        }
    }
}
