package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.SplitEnumerator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source's enumerator beside the JobManager. After a restart of all tasks a new enumerator begins from the start,
 * since nothing of the old run counts; or it goes on from a checkpoint. Splits that were given before that are in the
 * readers' part of it, those given later are the enumerator's again, because its state is older.
 */
public final class SourceCoordinator<S extends SourceSplit, C> implements Coordinator {
    /** In place of a checkpoint's number: nobody will say that it is complete. */
    private static final long NO_CHECKPOINT = -1;

    private final Source<?, S, C> source;
    private @Nullable CoordinatorContext context;
    private @Nullable EnumeratorContext<S> offer;
    private @Nullable SplitEnumerator<S, C> enumerator;
    private boolean heardEvents;

    public SourceCoordinator(Source<?, S, C> source) {
        this.source = source;
    }

    @Override
    public void start(CoordinatorContext context) throws Exception {
        this.context = context;
        begin(context);
    }

    /** Nothing is read any more: no enumerator is needed. */
    @Override
    public void startToEnd(CoordinatorContext context) {
        this.context = context;
    }

    private void begin(CoordinatorContext context) throws Exception {
        EnumeratorContext<S> fresh = offerOf(context);
        run(fresh, source.createEnumerator(fresh));
    }

    private EnumeratorContext<S> offerOf(CoordinatorContext context) {
        return new EnumeratorContext<>(context, new SplitCodec<>(source.getSplitSerializer()));
    }

    private void run(EnumeratorContext<S> fresh, SplitEnumerator<S, C> created) {
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
        heardEvents = true;
        ClassLoader loader = Objects.requireNonNull(context, "the coordinator was not started")
                .userClassLoader();
        enumerator().handleSourceEvent(subtask, InstantiationUtil.deserializeObject(message, loader));
    }

    @Override
    public void restarted() throws Exception {
        close();
        heardEvents = false;
        begin(Objects.requireNonNull(context, "the coordinator was not started"));
    }

    @Override
    public byte[] snapshot(long checkpoint) throws Exception {
        return new SplitCodec<>(source.getEnumeratorCheckpointSerializer())
                .encode(enumerator().snapshotState(checkpoint));
    }

    /**
     * Once a reader has sent an event, the enumerator may owe it an answer that is in no state, such as one that waits for a
     * timer; with another the reader would wait for ever.
     */
    @Override
    public Optional<byte[]> handOver() throws Exception {
        return heardEvents ? Optional.empty() : Optional.of(snapshot(NO_CHECKPOINT));
    }

    /** Splits that were given are with the readers, and so the state is as it is behind a checkpoint. */
    @Override
    public void takeOver(byte[] state) throws Exception {
        restore(state);
    }

    @Override
    public void restore(byte[] state) throws Exception {
        close();
        heardEvents = false;
        EnumeratorContext<S> fresh = offerOf(Objects.requireNonNull(context, "the coordinator was not started"));
        C checkpoint = new SplitCodec<>(source.getEnumeratorCheckpointSerializer()).decode(state);
        run(fresh, source.restoreEnumerator(fresh, checkpoint));
    }

    @Override
    public void checkpointCompleted(long checkpoint) throws Exception {
        enumerator().notifyCheckpointComplete(checkpoint);
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
