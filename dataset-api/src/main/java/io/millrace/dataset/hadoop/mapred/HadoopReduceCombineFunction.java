package io.millrace.dataset.hadoop.mapred;

import io.millrace.dataflow.functions.GroupCombineFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichGroupReduceFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.hadoop.mapred.wrapper.HadoopOutputCollector;
import io.millrace.dataset.hadoop.mapred.wrapper.HadoopTupleUnwrappingIterator;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.mapred.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * A reducer of {@code org.apache.hadoop.mapred} as a function, with another one that makes less of its records before they are
 * exchanged. Their counters and progress are heard by nobody.
 */
public final class HadoopReduceCombineFunction<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
        extends RichGroupReduceFunction<Tuple2<KEYIN, VALUEIN>, Tuple2<KEYOUT, VALUEOUT>>
        implements GroupCombineFunction<Tuple2<KEYIN, VALUEIN>, Tuple2<KEYIN, VALUEIN>>,
                ResultTypeQueryable<Tuple2<KEYOUT, VALUEOUT>> {
    private static final long serialVersionUID = 1L;

    private transient Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> reducer;
    private transient Reducer<KEYIN, VALUEIN, KEYIN, VALUEIN> combiner;
    private transient JobConf jobConf;
    private transient @Nullable HadoopTupleUnwrappingIterator<KEYIN, VALUEIN> values;
    private transient @Nullable HadoopOutputCollector<KEYOUT, VALUEOUT> outputs;
    private transient @Nullable HadoopOutputCollector<KEYIN, VALUEIN> combined;

    public HadoopReduceCombineFunction(
            Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopReducer,
            Reducer<KEYIN, VALUEIN, KEYIN, VALUEIN> hadoopCombiner) {
        this(hadoopReducer, hadoopCombiner, new JobConf());
    }

    /** @param conf both are configured by it, before their first group */
    public HadoopReduceCombineFunction(
            Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopReducer,
            Reducer<KEYIN, VALUEIN, KEYIN, VALUEIN> hadoopCombiner,
            JobConf conf) {
        this.reducer = Objects.requireNonNull(hadoopReducer, "Reducer may not be null.");
        this.combiner = Objects.requireNonNull(hadoopCombiner, "Combiner may not be null.");
        this.jobConf = Objects.requireNonNull(conf, "JobConf may not be null.");
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        reducer.configure(jobConf);
        combiner.configure(jobConf);
        combined = new HadoopOutputCollector<>();
        TypeInformation<KEYIN> keyType = OutputTypes.of(reducer, Reducer.class, 0);
        values = new HadoopTupleUnwrappingIterator<>(getRuntimeContext().createSerializer(keyType));
        outputs = new HadoopOutputCollector<>();
    }

    @Override
    public void reduce(Iterable<Tuple2<KEYIN, VALUEIN>> group, Collector<Tuple2<KEYOUT, VALUEOUT>> out)
            throws Exception {
        HadoopTupleUnwrappingIterator<KEYIN, VALUEIN> iterator = Objects.requireNonNull(values);
        HadoopOutputCollector<KEYOUT, VALUEOUT> collector = Objects.requireNonNull(outputs);
        collector.setFlinkCollector(out);
        iterator.set(group.iterator());
        reducer.reduce(iterator.getCurrentKey(), iterator, collector, Reporter.NULL);
    }

    @Override
    public void combine(Iterable<Tuple2<KEYIN, VALUEIN>> group, Collector<Tuple2<KEYIN, VALUEIN>> out)
            throws Exception {
        HadoopTupleUnwrappingIterator<KEYIN, VALUEIN> iterator = Objects.requireNonNull(values);
        HadoopOutputCollector<KEYIN, VALUEIN> collector = Objects.requireNonNull(combined);
        collector.setFlinkCollector(out);
        iterator.set(group.iterator());
        combiner.reduce(iterator.getCurrentKey(), iterator, collector, Reporter.NULL);
    }

    @Override
    public void close() throws Exception {
        reducer.close();
        combiner.close();
        super.close();
    }

    @Override
    public TypeInformation<Tuple2<KEYOUT, VALUEOUT>> getProducedType() {
        return HadoopFunctions.outputType(reducer, Reducer.class);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeObject(combiner.getClass());
        HadoopFunctions.write(reducer.getClass(), jobConf, out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        combiner = HadoopFunctions.readFunction(in);
        reducer = HadoopFunctions.readFunction(in);
        jobConf = HadoopFunctions.readSettings(in);
    }
}
