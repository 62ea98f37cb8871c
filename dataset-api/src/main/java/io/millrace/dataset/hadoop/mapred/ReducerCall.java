package io.millrace.dataset.hadoop.mapred;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.hadoop.mapred.wrapper.HadoopOutputCollector;
import io.millrace.dataset.hadoop.mapred.wrapper.HadoopTupleUnwrappingIterator;
import java.io.IOException;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.mapred.Reporter;

/** Calls a reducer with groups of pairs. */
final class ReducerCall<KEYIN, VALUEIN, KEYOUT, VALUEOUT> {
    private final Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> reducer;
    private final HadoopTupleUnwrappingIterator<KEYIN, VALUEIN> values;
    private final HadoopOutputCollector<KEYOUT, VALUEOUT> outputs = new HadoopOutputCollector<>();

    ReducerCall(Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> reducer, TypeSerializer<KEYIN> keySerializer) {
        this.reducer = reducer;
        this.values = new HadoopTupleUnwrappingIterator<>(keySerializer);
    }

    void call(Iterable<Tuple2<KEYIN, VALUEIN>> group, Collector<Tuple2<KEYOUT, VALUEOUT>> out) throws IOException {
        outputs.setFlinkCollector(out);
        values.set(group.iterator());
        reducer.reduce(values.getCurrentKey(), values, outputs, Reporter.NULL);
    }
}
