package io.millrace.datastream.functions.sink;

import io.millrace.dataflow.state.CheckpointListener;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink that writes in transactions: each is pre-committed when a checkpoint is taken, and committed when that checkpoint is
 * complete; a job that takes none refuses it. New connectors implement {@link
 * io.millrace.datastream.sink.SupportsCommitter}.
 *
 * <p>The pre-committed transactions are part of every checkpoint until they are committed; after a failure they are committed
 * again ({@link #recoverAndCommit}), and the one that was open is aborted ({@link #recoverAndAbort}). So commits are idempotent, and
 * a transaction outlives its client for longer than a job needs to recover.
 *
 * @param <IN> the records
 * @param <TXN> what names a transaction
 * @param <CONTEXT> what all transactions of an instance share
 */
public abstract class TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> extends RichSinkFunction<IN>
        implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(TwoPhaseCommitSinkFunction.class);
    private static final String STATE_NAME = "state";
    private static final long NO_TIMEOUT = Long.MAX_VALUE;

    /** Pre-committed and not committed yet, by the checkpoint that counts them. */
    protected final LinkedHashMap<Long, TransactionHolder<TXN>> pendingCommitTransactions = new LinkedHashMap<>();

    private final TransactionCodec<TXN, CONTEXT> codec;
    private transient @Nullable Clock clock;
    private long transactionTimeoutMs = NO_TIMEOUT;
    private boolean ignoresFailuresAfterTimeout;
    private double warningRatio = -1;
    private transient @Nullable TransactionHolder<TXN> current;
    private transient @Nullable CONTEXT userContext;
    private transient @Nullable ListState<byte[]> state;
    private transient boolean finished;

    public TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer) {
        this.codec = new TransactionCodec<>(transactionSerializer, contextSerializer);
    }

    TwoPhaseCommitSinkFunction(
            TypeSerializer<TXN> transactionSerializer, TypeSerializer<CONTEXT> contextSerializer, Clock clock) {
        this(transactionSerializer, contextSerializer);
        this.clock = clock;
    }

    // ------------------------------------------------------------------ what a connector writes

    /** Writes a record within a transaction. */
    protected abstract void invoke(TXN transaction, IN value, Context context) throws Exception;

    protected abstract TXN beginTransaction() throws Exception;

    /** Writes out all that was kept, so that from now on the commit cannot fail. */
    protected abstract void preCommit(TXN transaction) throws Exception;

    /** Makes a pre-committed transaction visible. An error fails the job, which then tries again. */
    protected abstract void commit(TXN transaction);

    /** As {@link #commit}, after a failure: the transaction may have been committed before. */
    protected void recoverAndCommit(TXN transaction) {
        commit(transaction);
    }

    protected abstract void abort(TXN transaction);

    /** As {@link #abort}, after a failure: the transaction may not exist any more. */
    protected void recoverAndAbort(TXN transaction) {
        abort(transaction);
    }

    /** What all transactions of this instance share, when the job begins. */
    protected Optional<CONTEXT> initializeUserContext() {
        return Optional.empty();
    }

    /** Called after a failure, when these transactions have been committed or aborted. */
    protected void finishRecoveringContext(Collection<TXN> handledTransactions) {}

    /** No record follows: what is kept goes to the last transaction, if there is one. */
    protected void finishProcessing(@Nullable TXN transaction) {}

    // ------------------------------------------------------------------ what a connector may ask

    protected Optional<CONTEXT> getUserContext() {
        return Optional.ofNullable(userContext);
    }

    protected @Nullable TXN currentTransaction() {
        TransactionHolder<TXN> open = current;
        return open == null ? null : open.handle;
    }

    protected Stream<Map.Entry<Long, TXN>> pendingTransactions() {
        return pendingCommitTransactions.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().handle));
    }

    /** @param transactionTimeout after how many milliseconds the other system drops a transaction */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> setTransactionTimeout(long transactionTimeout) {
        if (transactionTimeout < 0) {
            throw new IllegalArgumentException(
                    "The time-out of transactions must not be negative, but is " + transactionTimeout + " ms.");
        }
        this.transactionTimeoutMs = transactionTimeout;
        return this;
    }

    /** After a failure, transactions older than the time-out that cannot be committed are given up: data may be lost. */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> ignoreFailuresAfterTransactionTimeout() {
        this.ignoresFailuresAfterTimeout = true;
        return this;
    }

    /** @param warningRatio the part of the time-out, from 0 to 1, after which a transaction's age is worth a warning */
    protected TwoPhaseCommitSinkFunction<IN, TXN, CONTEXT> enableTransactionTimeoutWarnings(double warningRatio) {
        if (!(warningRatio >= 0 && warningRatio <= 1)) {
            throw new IllegalArgumentException("The warning ratio must be from 0 to 1, but is " + warningRatio + ".");
        }
        this.warningRatio = warningRatio;
        return this;
    }

    // ------------------------------------------------------------------ what the engine calls

    @Override
    @Deprecated
    public final void invoke(IN value) {
        throw new UnsupportedOperationException("A sink with transactions is called with a context");
    }

    @Override
    public final void invoke(IN value, Context context) throws Exception {
        TransactionHolder<TXN> open =
                Objects.requireNonNull(current, "no transaction is open: initializeState was not called");
        invoke(open.handle, value, context);
    }

    @Override
    public final void finish() {
        finished = true;
        finishProcessing(currentTransaction());
    }

    @Override
    public final void notifyCheckpointComplete(long checkpointId) {
        Throwable first = null;
        Iterator<Map.Entry<Long, TransactionHolder<TXN>>> pending =
                pendingCommitTransactions.entrySet().iterator();
        while (pending.hasNext()) {
            Map.Entry<Long, TransactionHolder<TXN>> entry = pending.next();
            if (entry.getKey() > checkpointId) {
                continue;
            }
            warnIfOld(entry.getValue());
            try {
                commit(entry.getValue().handle);
            } catch (RuntimeException | Error e) {
                if (first == null) {
                    first = e;
                }
            }
            // After an error the job goes on from the checkpoint, where the transaction still is.
            pending.remove();
        }
        if (first != null) {
            throw new FlinkRuntimeException(
                    "Committing one of transactions failed, logging first encountered failure", first);
        }
    }

    /** What was pre-committed for it goes with the next checkpoint. */
    @Override
    public void notifyCheckpointAborted(long checkpointId) {}

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        TransactionHolder<TXN> open = current;
        if (open != null) {
            preCommit(open.handle);
            pendingCommitTransactions.put(context.getCheckpointId(), open);
        }
        current = finished ? null : begin();
        Objects.requireNonNull(state, "initializeState was not called")
                .update(List.of(codec.encode(current, pendingCommitTransactions.values(), userContext)));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(STATE_NAME, TypeInformation.of(byte[].class)));
        state = list;
        boolean recovered = false;
        if (context.isRestored()) {
            for (byte[] element : list.get()) {
                recovered |= recover(codec.decode(element));
            }
        }
        if (!recovered) {
            userContext = initializeUserContext().orElse(null);
        }
        pendingCommitTransactions.clear();
        current = begin();
    }

    /** Whether there was a context, so that none is made. */
    private boolean recover(TransactionCodec.State<TXN, CONTEXT> found) {
        List<TXN> handled = new ArrayList<>();
        for (TransactionHolder<TXN> pending : found.pending()) {
            recoverAndCommit(pending);
            handled.add(pending.handle);
        }
        TransactionHolder<TXN> open = found.open();
        if (open != null) {
            recoverAndAbort(open.handle);
            handled.add(open.handle);
        }
        if (found.context() == null) {
            return false;
        }
        userContext = found.context();
        finishRecoveringContext(handled);
        return true;
    }

    private void recoverAndCommit(TransactionHolder<TXN> pending) {
        warnIfOld(pending);
        try {
            recoverAndCommit(pending.handle);
        } catch (RuntimeException e) {
            long age = age(pending);
            if (!ignoresFailuresAfterTimeout || age <= transactionTimeoutMs) {
                throw e;
            }
            LOG.error(
                    "Transaction {} is {} ms old, more than the time-out of {} ms, and cannot be committed: its records may"
                            + " be lost, which the job has said it accepts",
                    pending.handle,
                    age,
                    transactionTimeoutMs,
                    e);
        }
    }

    private TransactionHolder<TXN> begin() throws Exception {
        return new TransactionHolder<>(beginTransaction(), clock().millis());
    }

    private void warnIfOld(TransactionHolder<TXN> transaction) {
        long age = age(transaction);
        if (warningRatio >= 0 && transactionTimeoutMs != NO_TIMEOUT && age > transactionTimeoutMs * warningRatio) {
            LOG.warn(
                    "Transaction {} is {} ms old; after {} ms its system may drop it",
                    transaction.handle,
                    age,
                    transactionTimeoutMs);
        }
    }

    private long age(TransactionHolder<TXN> transaction) {
        return clock().millis() - transaction.startTimeMs;
    }

    private Clock clock() {
        Clock known = clock;
        if (known == null) {
            known = Clock.systemUTC();
            clock = known;
        }
        return known;
    }

    @Override
    public void close() throws Exception {
        super.close();
        TransactionHolder<TXN> open = current;
        current = null;
        if (open != null) {
            abort(open.handle);
        }
    }

    /** A transaction and when it began, in milliseconds since the epoch. */
    public static final class TransactionHolder<TXN> implements java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // is empty in the map that travels with the function
        final TXN handle;

        final long startTimeMs;

        TransactionHolder(TXN handle, long startTimeMs) {
            this.handle = handle;
            this.startTimeMs = startTimeMs;
        }
    }
}
