package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.util.Collector;
import java.io.Serializable;

/** One record in, any number out, for two connected streams. */
public interface CoFlatMapFunction<IN1, IN2, OUT> extends Function, Serializable {
    void flatMap1(IN1 value, Collector<OUT> out) throws Exception;

    void flatMap2(IN2 value, Collector<OUT> out) throws Exception;
}
