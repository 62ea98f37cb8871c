package io.millrace.testing.failures;

import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.functions.sink.TwoPhaseCommitSinkFunction;
import java.util.UUID;

/** Writes drafts of a trial as transactions. */
final class TransactionSink extends TwoPhaseCommitSinkFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    private final Trial trial;

    TransactionSink(Trial trial) {
        super(
                Types.STRING.createSerializer(new SerializerConfigImpl()),
                Types.STRING.createSerializer(new SerializerConfigImpl()));
        this.trial = trial;
    }

    @Override
    protected void invoke(String transaction, String value, Context context) {
        trial.draft(transaction, value);
    }

    @Override
    protected String beginTransaction() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected void preCommit(String transaction) {}

    @Override
    protected void commit(String transaction) {
        trial.commitDraft(transaction);
    }

    @Override
    protected void abort(String transaction) {}
}
