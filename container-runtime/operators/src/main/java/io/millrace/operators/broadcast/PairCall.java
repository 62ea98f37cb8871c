package io.millrace.operators.broadcast;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;

/** How a function of two inputs is called with a pair of what it would get from them. */
@SuppressWarnings("unchecked") // the plan puts pairs and functions of the same types together
public enum PairCall {
    JOIN {
        @Override
        void call(Function function, Tuple2<?, ?> pair, Collector<Object> out) throws Exception {
            ((FlatJoinFunction<Object, Object, Object>) function).join(pair.f0, pair.f1, out);
        }
    },
    CROSS {
        @Override
        void call(Function function, Tuple2<?, ?> pair, Collector<Object> out) throws Exception {
            out.collect(((CrossFunction<Object, Object, Object>) function).cross(pair.f0, pair.f1));
        }
    },
    /** The pair is of two lists. */
    CO_GROUP {
        @Override
        void call(Function function, Tuple2<?, ?> pair, Collector<Object> out) throws Exception {
            ((CoGroupFunction<Object, Object, Object>) function)
                    .coGroup((Iterable<Object>) pair.f0, (Iterable<Object>) pair.f1, out);
        }
    };

    abstract void call(Function function, Tuple2<?, ?> pair, Collector<Object> out) throws Exception;
}
