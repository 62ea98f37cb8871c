package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.datastream.feedback.FeedbackChannel;
import io.millrace.datastream.feedback.FeedbackChannels;
import io.millrace.datastream.feedback.FeedbackKey;
import org.jspecify.annotations.Nullable;

/** Where records enter a loop: passes them on, and tells the loop's head when there are no more. */
public final class LoopInputOperator<T> implements OneInputOperator<T, T> {
    private final int loop;
    private @Nullable FeedbackKey key;
    private boolean ended;

    @SuppressWarnings("NullAway.Init")
    private FeedbackChannel channel;

    @SuppressWarnings("NullAway.Init")
    private Output<T> output;

    public LoopInputOperator(int loop) {
        this.loop = loop;
    }

    @Override
    public void open(OperatorContext context, Output<T> output) {
        this.output = output;
        key = new FeedbackKey(context.job().getJobId(), loop, context.task().getIndexOfThisSubtask());
        channel = FeedbackChannels.open(key);
        channel.beginInput();
    }

    @Override
    public void process(T record, long timestamp) {
        output.collect(record, timestamp);
    }

    @Override
    public Emission<T> endInput() {
        channel.endInput();
        ended = true;
        return Emission.none();
    }

    @Override
    public void close() {
        if (key != null) {
            FeedbackChannels.close(key, ended);
        }
    }
}
