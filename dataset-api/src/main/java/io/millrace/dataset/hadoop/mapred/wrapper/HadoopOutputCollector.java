package io.millrace.dataset.hadoop.mapred.wrapper;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import java.util.Objects;
import org.apache.hadoop.mapred.OutputCollector;
import org.jspecify.annotations.Nullable;

/** Gives what a mapper or reducer collects to the engine, as pairs. */
public final class HadoopOutputCollector<KEY, VALUE> implements OutputCollector<KEY, VALUE> {
    private @Nullable Collector<Tuple2<KEY, VALUE>> collector;

    /** Where pairs go from now on. */
    public void setFlinkCollector(Collector<Tuple2<KEY, VALUE>> flinkCollector) {
        this.collector = flinkCollector;
    }

    @Override
    public void collect(KEY key, VALUE value) {
        Objects.requireNonNull(collector, "no collector is set").collect(new Tuple2<>(key, value));
    }
}
