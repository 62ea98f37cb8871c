package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.io.RichOutputFormat;
import org.apache.flink.api.common.operators.Order;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;

/** Sorts lines by the DataSet API; its managed memory is beside the heap. */
public final class DataSetSort {
    private DataSetSort() {}

    public static void measure(String engine, Work work) throws Exception {
        String input = work.text("input");
        int parallelism = work.parallelism();
        long bytes = Files.size(Path.of(input));
        work.measure("sort", engine, "bytes=" + bytes + " p=" + parallelism, bytes, () -> run(input, parallelism));
    }

    private static long run(String input, int parallelism) throws Exception {
        Configuration configuration = Environments.configuration();
        configuration.setString("taskmanager.memory.managed.size", "512m");
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(configuration);
        env.setParallelism(parallelism);
        env.getConfig().enableObjectReuse();
        env.readTextFile(input)
                .partitionCustom(new ByLetter(), new FirstLetter())
                .sortPartition("*", Order.ASCENDING)
                .output(new Checksum());
        return env.execute("sort").<Long>getAccumulatorResult("checksum");
    }

    private static final class ByLetter implements Partitioner<Integer> {
        @Override
        public int partition(Integer letter, int partitions) {
            return letter * partitions / 26;
        }
    }

    private static final class FirstLetter implements KeySelector<String, Integer> {
        @Override
        public Integer getKey(String line) {
            return line.charAt(0) - 'a';
        }
    }

    private static final class Checksum extends RichOutputFormat<String> {
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
            sum.add(Work.inOrder(before, line));
            before = line;
        }

        @Override
        public void close() {}
    }
}
