package io.millrace.datastream;

import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.plan.OperatorStep;
import io.millrace.datastream.plan.UnionNode;
import io.millrace.operators.record.MapFactory;
import java.util.List;

/**
 * The start of a loop: its input's records, and those that {@link #closeWith} sends back. Checkpoints have the records that
 * are on their way back, exactly once.
 */
public class IterativeStream<T> extends SingleOutputStreamOperator<T> {
    private final DataStream<T> input;
    private final long maxWaitTime;
    private final StreamLoop<T, T> loop;

    IterativeStream(DataStream<T> input, long maxWaitTime) {
        this(input, maxWaitTime, new StreamLoop<>(input, input.getType(), maxWaitTime));
    }

    private IterativeStream(DataStream<T> input, long maxWaitTime, StreamLoop<T, T> loop) {
        super(input.getExecutionEnvironment(), start(input, loop));
        this.input = input;
        this.maxWaitTime = maxWaitTime;
        this.loop = loop;
    }

    private static <T> OperatorStep<T> start(DataStream<T> input, StreamLoop<T, T> loop) {
        OperatorStep<T> start = new OperatorStep<>(
                "Iteration",
                input.getType(),
                List.of(new UnionNode<>(List.of(loop.entry(), loop.head()))),
                context -> new MapFactory<T, T>(record -> record));
        start.setParallelism(input.node().parallelism());
        return start;
    }

    /**
     * Sends the records of {@code feedbackStream} to the start of this loop again. May be called for several streams.
     *
     * @return {@code feedbackStream}
     * @throws UnsupportedOperationException if it does not come from this loop, or has another parallelism
     */
    public DataStream<T> closeWith(DataStream<T> feedbackStream) {
        loop.close(feedbackStream);
        return feedbackStream;
    }

    /** A loop whose feedback is of another type than its input: its functions see both apart. */
    public <F> ConnectedIterativeStreams<T, F> withFeedbackType(Class<F> feedbackTypeClass) {
        return withFeedbackType(TypeInformation.of(feedbackTypeClass));
    }

    public <F> ConnectedIterativeStreams<T, F> withFeedbackType(TypeHint<F> feedbackTypeHint) {
        return withFeedbackType(TypeInformation.of(feedbackTypeHint));
    }

    public <F> ConnectedIterativeStreams<T, F> withFeedbackType(TypeInformation<F> feedbackType) {
        return new ConnectedIterativeStreams<>(new StreamLoop<>(input, feedbackType, maxWaitTime), input);
    }

    /** The start of a loop whose feedback is another type than its input: the first input, and the second comes back. */
    public static class ConnectedIterativeStreams<I, F> extends ConnectedStreams<I, F> {
        private final StreamLoop<I, F> loop;

        ConnectedIterativeStreams(StreamLoop<I, F> loop, DataStream<I> input) {
            super(
                    input.getExecutionEnvironment(),
                    new DataStream<>(input.getExecutionEnvironment(), loop.entry()),
                    new DataStream<>(input.getExecutionEnvironment(), loop.head()));
            this.loop = loop;
        }

        /** As {@link IterativeStream#closeWith}. */
        public DataStream<F> closeWith(DataStream<F> feedbackStream) {
            loop.close(feedbackStream);
            return feedbackStream;
        }
    }
}
