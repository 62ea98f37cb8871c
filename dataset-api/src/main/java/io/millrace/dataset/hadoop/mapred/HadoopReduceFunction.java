package io.millrace.dataset.hadoop.mapred;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichGroupReduceFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.Collector;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Reducer;
import org.jspecify.annotations.Nullable;

/** A reducer of {@code org.apache.hadoop.mapred} as a function. Its counters and progress are heard by nobody. */
public final class HadoopReduceFunction<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
        extends RichGroupReduceFunction<Tuple2<KEYIN, VALUEIN>, Tuple2<KEYOUT, VALUEOUT>>
        implements ResultTypeQueryable<Tuple2<KEYOUT, VALUEOUT>> {
    private static final long serialVersionUID = 1L;

    private transient Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> reducer;
    private transient JobConf jobConf;
    private transient @Nullable ReducerCall<KEYIN, VALUEIN, KEYOUT, VALUEOUT> reducing;

    public HadoopReduceFunction(Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopReducer) {
        this(hadoopReducer, new JobConf());
    }

    /** @param conf the reducer is configured by it, before its first group */
    public HadoopReduceFunction(Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopReducer, JobConf conf) {
        this.reducer = Objects.requireNonNull(hadoopReducer, "Reducer may not be null.");
        this.jobConf = Objects.requireNonNull(conf, "JobConf may not be null.");
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        reducer.configure(jobConf);
        TypeInformation<KEYIN> keyType = OutputTypes.of(reducer, Reducer.class, 0);
        reducing = new ReducerCall<>(reducer, getRuntimeContext().createSerializer(keyType));
    }

    @Override
    public void reduce(Iterable<Tuple2<KEYIN, VALUEIN>> group, Collector<Tuple2<KEYOUT, VALUEOUT>> out)
            throws Exception {
        Objects.requireNonNull(reducing).call(group, out);
    }

    @Override
    public void close() throws Exception {
        reducer.close();
        super.close();
    }

    @Override
    public TypeInformation<Tuple2<KEYOUT, VALUEOUT>> getProducedType() {
        return HadoopFunctions.outputType(reducer, Reducer.class);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        HadoopFunctions.write(reducer.getClass(), jobConf, out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        reducer = HadoopFunctions.readFunction(in);
        jobConf = HadoopFunctions.readSettings(in);
    }
}
