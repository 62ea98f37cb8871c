package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.io.RichOutputFormat;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.Collector;

/** Word count by the DataSet API. */
public final class DataSetWordCount {
    private DataSetWordCount() {}

    public static void measure(String engine, Work work) throws Exception {
        String input = work.text("input");
        int parallelism = work.parallelism();
        long bytes = Files.size(Path.of(input));
        work.measure("wordcount", engine, "bytes=" + bytes + " p=" + parallelism, bytes, () -> run(input, parallelism));
    }

    private static long run(String input, int parallelism) throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(Environments.configuration());
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        env.readTextFile(input).flatMap(new Split()).groupBy(0).sum(1).output(new Checksum());
        return env.execute("wordcount").<Long>getAccumulatorResult("checksum");
    }

    private static final class Split implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            Work.words(line, word -> out.collect(Tuple2.of(word, 1)));
        }
    }

    private static final class Checksum extends RichOutputFormat<Tuple2<String, Integer>> {
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
