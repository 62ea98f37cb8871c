package io.millrace.examples.datastream;

import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.examples.Options;
import io.millrace.examples.Tokenizer;

/** Counts the words of a text with the stream API; writes lines {@code word count}, in no order. */
public final class WordCount {

    private static final Options OPTIONS = Options.of(
                    WordCount.class, "Counts the words of a text (a stream that ends, run as batch).")
            .required("input", "text file, or folder of such, to read; .gz is understood")
            .optional("output", "file or folder to write lines 'word count' to; without it they are printed");

    private WordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        // A file has an end, so a word's count can wait for it and come out once. As STREAMING, the same program
        // would emit a new count for every word that it reads.
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);

        DataStream<Tuple2<String, Long>> counts = env.readTextFile(params.getRequired("input"))
                .flatMap(new Tokenizer()) // (word, 1) for each word
                .keyBy(count -> count.f0) // by the word
                .sum(1); // field 1 of the tuple, the ones
        DataStream<String> lines = counts.map(count -> count.f0 + " " + count.f1);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
        } else {
            lines.print();
        }
        env.execute("WordCount");
    }
}
