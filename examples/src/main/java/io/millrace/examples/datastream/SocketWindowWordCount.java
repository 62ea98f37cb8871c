package io.millrace.examples.datastream;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.examples.Options;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts the words that arrive at a socket, in windows of five seconds.
 *
 * <p>Try it with two terminals: {@code nc -lk 9999} in the first, then this program with {@code --port 9999} in the second;
 * what is typed in the first is counted in the second. A window comes out when a line of a later one arrives, or when the
 * connection ends.
 */
public final class SocketWindowWordCount {

    private static final Options OPTIONS = Options.of(
                    SocketWindowWordCount.class,
                    "Counts the words that arrive at a socket, in windows of five seconds.")
            .required("port", "port to read lines of text from, as served by: nc -lk <port>")
            .optional("hostname", "host of that port; without it, localhost")
            .optional("output", "file or folder to write lines 'word count' to; without it they are printed");

    private SocketWindowWordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        DataStream<WordWithCount> counts = env.socketTextStream(
                        params.get("hostname", "localhost"), params.getInt("port"))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<String>forMonotonousTimestamps()
                        .withTimestampAssigner((line, unknown) -> System.currentTimeMillis())) // its arrival
                .flatMap((String line, Collector<WordWithCount> out) -> {
                    for (String word : line.toLowerCase(Locale.ROOT).split("\\W+")) {
                        if (!word.isEmpty()) {
                            out.collect(new WordWithCount(word, 1));
                        }
                    }
                })
                .keyBy(count -> count.word)
                .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
                .reduce((left, right) -> new WordWithCount(left.word, left.count + right.count));

        if (params.has("output")) {
            counts.writeAsText(params.getRequired("output"));
        } else {
            counts.print();
        }
        env.execute("SocketWindowWordCount");
    }

    /** A word and how often it came. A class of one's own needs a constructor without arguments and open fields. */
    public static final class WordWithCount {

        public String word = "";
        public long count;

        public WordWithCount() {}

        public WordWithCount(String word, long count) {
            this.word = word;
            this.count = count;
        }

        @Override
        public String toString() {
            return word + " " + count;
        }
    }
}
