package io.millrace.benchmarks;

import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.io.RichOutputFormat;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.ExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Word count of a large text by the DataSet API: {@code --input FILE --parallelism P --runs R}. Words are what stands
 * between spaces, so that the splitting costs little and is the same everywhere.
 */
public final class WordCountBenchmark {
    private WordCountBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String input = options.getRequired("input");
        int parallelism = options.getInt("parallelism", 2);
        long bytes = Files.size(Path.of(input));
        Measured.runs(
                "wordcount",
                "millrace",
                "bytes=" + bytes + " p=" + parallelism,
                bytes,
                options.getInt("runs", 3),
                () -> run(input, parallelism));
    }

    private static long run(String input, int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        env.readTextFile(input).flatMap(new Words()).groupBy(0).sum(1).output(new Checksum());
        Long checksum = env.execute("wordcount").getAccumulatorResult("checksum");
        return Objects.requireNonNull(checksum, "the job counted no checksum");
    }

    private static final class Words implements FlatMapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            int begin = 0;
            for (int at = 0; at <= line.length(); at++) {
                if (at == line.length() || line.charAt(at) == ' ') {
                    if (at > begin) {
                        out.collect(new Tuple2<>(line.substring(begin, at), 1));
                    }
                    begin = at + 1;
                }
            }
        }
    }

    /** Weighs each count by its word. */
    private static final class Checksum extends RichOutputFormat<Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();

        @Override
        public void configure(Configuration parameters) {}

        @Override
        public void open(int taskNumber, int numTasks) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void writeRecord(Tuple2<String, Integer> record) {
            sum.add(record.f1 * (long) record.f0.hashCode());
        }

        @Override
        public void close() {}
    }
}
