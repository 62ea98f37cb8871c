package io.millrace.benchmarks;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.RichSinkFunction;
import java.util.Objects;

/** A chain of six lambdas: {@code --records N --parallelism P --runs R}. */
public final class LambdasBenchmark {
    private LambdasBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        long records = options.getLong("records", 100_000_000);
        int parallelism = options.getInt("parallelism", 2);
        Measured.runs(
                "lambdas",
                "millrace",
                "records=" + records + " p=" + parallelism,
                records,
                options.getInt("runs", 3),
                () -> run(records, parallelism));
    }

    private static long run(long records, int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        env.fromSequence(0, records - 1)
                .map(x -> x * 31 + 7)
                .filter(x -> (x & 15) != 0)
                .map(x -> x ^ x >>> 7)
                .filter(x -> x % 3 != 0)
                .map(x -> x + 11)
                .filter(x -> (x & 1) == 0)
                .addSink(new Sum());
        Long checksum = env.execute("lambdas").getAccumulatorResult("checksum");
        return Objects.requireNonNull(checksum, "the job counted no checksum");
    }

    private static final class Sum extends RichSinkFunction<Long> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void invoke(Long value, Context context) {
            sum.add(value);
        }
    }
}
