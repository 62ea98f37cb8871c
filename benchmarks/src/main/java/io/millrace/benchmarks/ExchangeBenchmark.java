package io.millrace.benchmarks;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.sink.RichSinkFunction;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import java.util.Objects;

/**
 * Records exchanged by the hash of their key between two processes over the loopback interface.
 *
 * <p>{@code --records N --type tuple|pojo --compression NONE|LZ4 --parallelism P --runs R}: P subtasks make records and P take them, half of either
 * in each process; so half of the records cross.
 */
public final class ExchangeBenchmark {
    private ExchangeBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        long records = options.getLong("records", 20_000_000);
        int parallelism = options.getInt("parallelism", 2);
        boolean pojo = options.get("type", "tuple").equals("pojo");
        ExchangeCompression compression = ExchangeCompression.valueOf(options.get("compression", "NONE"));
        String compressed = compression == ExchangeCompression.NONE ? "" : " compression=" + compression;
        try (TwoProcesses processes = new TwoProcesses(Math.max(1, parallelism / 2), compression)) {
            Measured.runs(
                    "exchange",
                    "millrace",
                    "type=" + (pojo ? "pojo" : "tuple") + " records=" + records + " p=" + parallelism + compressed,
                    records,
                    options.getInt("runs", 5),
                    () -> run(processes, records, parallelism, pojo));
        }
    }

    private static long run(TwoProcesses processes, long records, int parallelism, boolean pojo) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.STREAMING);
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        if (pojo) {
            env.fromSequence(0, records - 1)
                    .map(Reading::new)
                    .returns(Reading.class)
                    .keyBy(reading -> reading.sensor)
                    .addSink(new PojoChecksum());
        } else {
            env.fromSequence(0, records - 1)
                    .map(new ToPair())
                    .keyBy(pair -> pair.f0)
                    .addSink(new PairChecksum());
        }
        Long checksum = processes.run(env.getJobGraph()).getAccumulatorResult("checksum");
        return Objects.requireNonNull(checksum, "the job counted no checksum");
    }

    private static final class ToPair implements io.millrace.dataflow.functions.MapFunction<Long, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<Long, Long> map(Long number) {
            return Tuple2.of(number * 0x9E3779B97F4A7C15L, number);
        }
    }

    /** A POJO of six fields. */
    public static final class Reading {
        public long sensor;
        public long time;
        public int kind;
        public double value;
        public String unit = "";
        public boolean valid;

        public Reading() {}

        Reading(long number) {
            sensor = number * 0x9E3779B97F4A7C15L;
            time = number;
            kind = (int) (number & 7);
            value = number * 0.5;
            unit = "celsius";
            valid = (number & 1) == 0;
        }

        long checksum() {
            return (sensor ^ time) + kind + (long) value + unit.length() + (valid ? 1 : 0);
        }
    }

    /** Sums what it gets. */
    private static final class PairChecksum extends RichSinkFunction<Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void invoke(Tuple2<Long, Long> pair, Context context) {
            sum.add(pair.f0 ^ pair.f1);
        }
    }

    /** Sums what it gets. */
    private static final class PojoChecksum extends RichSinkFunction<Reading> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void invoke(Reading reading, Context context) {
            sum.add(reading.checksum());
        }
    }
}
