package io.millrace.examples.datastream;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.windows.TimeWindow;
import io.millrace.examples.Options;
import io.millrace.examples.Tokenizer;
import java.time.Duration;

/**
 * Counts the words of each minute of a text whose lines carry their time.
 *
 * <p>A line is {@code seconds<TAB>text}, in the order of time, as in {@code examples/data/bible.txt.gz}: there, the running
 * number of a verse is taken for its second, so verses 1 to 59 fall into the first minute, 60 to 119 into the next. Writes
 * lines {@code start word count}, where {@code start} is the first second of the minute, in no order. The word count's rule
 * holds for the whole line: the number is a word as well.
 */
public final class WindowWordCount {

    private static final Options OPTIONS = Options.of(
                    WindowWordCount.class, "Counts the words of each minute of a text.")
            .required("input", "text file to read, lines 'seconds<TAB>text' in the order of time; .gz is understood")
            .optional("output", "file or folder to write lines 'start word count' to; without it they are printed");

    private WindowWordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();

        DataStream<String> verses = env.readTextFile(params.getRequired("input"))
                .setParallelism(1) // one reader keeps the order of the lines; what follows is parallel again
                // Since time only grows, a line says that all minutes before its own are complete.
                .assignTimestampsAndWatermarks(WatermarkStrategy.<String>forMonotonousTimestamps()
                        .withTimestampAssigner((line, unknown) -> millisOf(line)));

        DataStream<String> lines = verses.flatMap(new Tokenizer()) // (word, 1), each with its line's time
                .keyBy(count -> count.f0)
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
                // Added up word by word as they come, so a window holds one number; named when it is complete.
                .reduce((left, right) -> Tuple2.of(left.f0, left.f1 + right.f1), new WithStart());

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
        } else {
            lines.print();
        }
        env.execute("WindowWordCount");
    }

    /** The event time of a line, in milliseconds as the API wants it. */
    static long millisOf(String line) {
        int tab = line.indexOf('\t');
        if (tab < 1) {
            throw new IllegalArgumentException("expected a line 'seconds<TAB>text', found '" + line + "'");
        }
        return Duration.ofSeconds(Long.parseLong(line.substring(0, tab))).toMillis();
    }

    /** Puts the start of its window before a word's count; only here is the window known. */
    private static final class WithStart
            extends ProcessWindowFunction<Tuple2<String, Long>, String, String, TimeWindow> {

        private static final long serialVersionUID = 1L;

        @Override
        public void process(
                String word, Context context, Iterable<Tuple2<String, Long>> counts, Collector<String> out) {
            long start = Duration.ofMillis(context.window().getStart()).toSeconds();
            out.collect(start + " " + word + " " + counts.iterator().next().f1);
        }
    }
}
