package io.millrace.datastream;

import io.millrace.datastream.plan.OperatorStep;

/** The stream that a source makes. */
public class DataStreamSource<T> extends SingleOutputStreamOperator<T> {
    DataStreamSource(StreamExecutionEnvironment environment, OperatorStep<T> step) {
        super(environment, step);
    }

    @Override
    public DataStreamSource<T> setParallelism(int parallelism) {
        super.setParallelism(parallelism);
        return this;
    }
}
