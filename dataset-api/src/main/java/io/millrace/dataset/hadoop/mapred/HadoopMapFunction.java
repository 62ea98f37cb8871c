package io.millrace.dataset.hadoop.mapred;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichFlatMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.hadoop.mapred.wrapper.HadoopOutputCollector;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Mapper;
import org.apache.hadoop.mapred.Reporter;
import org.jspecify.annotations.Nullable;

/** A mapper of {@code org.apache.hadoop.mapred} as a function. Its counters and progress are heard by nobody. */
public final class HadoopMapFunction<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
        extends RichFlatMapFunction<Tuple2<KEYIN, VALUEIN>, Tuple2<KEYOUT, VALUEOUT>>
        implements ResultTypeQueryable<Tuple2<KEYOUT, VALUEOUT>> {
    private static final long serialVersionUID = 1L;

    private transient Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> mapper;
    private transient JobConf jobConf;
    private transient @Nullable HadoopOutputCollector<KEYOUT, VALUEOUT> outputs;

    public HadoopMapFunction(Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopMapper) {
        this(hadoopMapper, new JobConf());
    }

    /** @param conf the mapper is configured by it, before its first record */
    public HadoopMapFunction(Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopMapper, JobConf conf) {
        this.mapper = Objects.requireNonNull(hadoopMapper, "Mapper may not be null.");
        this.jobConf = Objects.requireNonNull(conf, "JobConf may not be null.");
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        super.open(openContext);
        mapper.configure(jobConf);
        outputs = new HadoopOutputCollector<>();
    }

    @Override
    public void flatMap(Tuple2<KEYIN, VALUEIN> value, Collector<Tuple2<KEYOUT, VALUEOUT>> out) throws Exception {
        HadoopOutputCollector<KEYOUT, VALUEOUT> collector = Objects.requireNonNull(outputs);
        collector.setFlinkCollector(out);
        mapper.map(value.f0, value.f1, collector, Reporter.NULL);
    }

    @Override
    public void close() throws Exception {
        mapper.close();
        super.close();
    }

    @Override
    public TypeInformation<Tuple2<KEYOUT, VALUEOUT>> getProducedType() {
        return HadoopFunctions.outputType(mapper, Mapper.class);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        HadoopFunctions.write(mapper.getClass(), jobConf, out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        mapper = HadoopFunctions.readFunction(in);
        jobConf = HadoopFunctions.readSettings(in);
    }
}
