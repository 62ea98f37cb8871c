package io.millrace.benchmarks;

import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.RichOutputFormat;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.ExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Sorts the lines of a file that begin with letters from a to z: {@code --input FILE --parallelism P --runs R}. Each subtask
 * sorts the lines of a range of first letters.
 */
public final class SortBenchmark {
    private SortBenchmark() {}

    public static void main(String[] args) throws Exception {
        ParameterTool options = ParameterTool.fromArgs(args);
        String input = options.getRequired("input");
        int parallelism = options.getInt("parallelism", 2);
        long bytes = Files.size(Path.of(input));
        Measured.runs(
                "sort",
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
        env.readTextFile(input)
                .partitionCustom((letter, partitions) -> letter * partitions / 26, line -> line.charAt(0) - 'a')
                .sortPartition("*", Order.ASCENDING)
                .output(new Checksum());
        Long checksum = env.execute("sort").getAccumulatorResult("checksum");
        return Objects.requireNonNull(checksum, "the job counted no checksum");
    }

    /** Depends on which line follows which, among lines of one first letter; refuses lines that are not in order. */
    private static final class Checksum extends RichOutputFormat<String> {
        private static final long serialVersionUID = 1L;

        private final LongCounter sum = new LongCounter();
        private String before = "";

        @Override
        public void configure(Configuration parameters) {}

        @Override
        public void open(int taskNumber, int numTasks) {
            getRuntimeContext().addAccumulator("checksum", sum);
        }

        @Override
        public void writeRecord(String line) {
            if (before.compareTo(line) > 0) {
                throw new IllegalStateException("not in order: " + before + " came before " + line);
            }
            if (!before.isEmpty() && before.charAt(0) == line.charAt(0)) {
                sum.add(31L * before.hashCode() ^ line.hashCode());
            }
            before = line;
        }

        @Override
        public void close() {}
    }
}
