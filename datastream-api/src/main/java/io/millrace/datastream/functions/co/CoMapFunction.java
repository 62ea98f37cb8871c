package io.millrace.datastream.functions.co;

import io.millrace.dataflow.functions.Function;
import java.io.Serializable;

/** One record in, one out, for two connected streams. */
public interface CoMapFunction<IN1, IN2, OUT> extends Function, Serializable {
    OUT map1(IN1 value) throws Exception;

    OUT map2(IN2 value) throws Exception;
}
