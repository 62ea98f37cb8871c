package io.millrace.benchmarks.peers.flink;

import io.millrace.benchmarks.peers.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Word count by the DataStream API in batch mode. */
public final class StreamWordCount {
    private StreamWordCount() {}

    public static void measure(String engine, Work work) throws Exception {
        String input = work.text("input");
        int parallelism = work.parallelism();
        long bytes = Files.size(Path.of(input));
        work.measure("wordcount", engine, "bytes=" + bytes + " p=" + parallelism, bytes, () -> run(input, parallelism));
    }

    private static long run(String input, int parallelism) throws Exception {
        StreamExecutionEnvironment env = Environments.stream(parallelism);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        FileSource<String> lines = FileSource.forRecordStreamFormat(
                        new TextLineInputFormat(), new org.apache.flink.core.fs.Path(input))
                .build();
        DataStream<Long> counts = env.fromSource(lines, WatermarkStrategy.noWatermarks(), "lines")
                .flatMap((FlatMapFunction<String, Tuple2<String, Integer>>)
                        (line, out) -> Work.words(line, word -> out.collect(Tuple2.of(word, 1))))
                .returns(Types.TUPLE(Types.STRING, Types.INT))
                .keyBy(count -> count.f0)
                .sum(1)
                .map(count -> count.f1 * (long) count.f0.hashCode())
                .returns(Types.LONG);
        return Environments.sum(env, counts, "wordcount");
    }
}
