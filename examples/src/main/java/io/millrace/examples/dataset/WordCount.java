package io.millrace.examples.dataset;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.examples.Options;
import io.millrace.examples.Tokenizer;

/** Counts the words of a text; writes lines {@code word count}, in no order. */
public final class WordCount {

    private static final Options OPTIONS = Options.of(WordCount.class, "Counts the words of a text (batch).")
            .required("input", "text file, or folder of such, to read; .gz is understood")
            .optional("output", "file or folder to write lines 'word count' to; without it they are printed");

    private WordCount() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        if (OPTIONS.answerHelp(params)) {
            return;
        }

        // The same code runs in this JVM or on a cluster: where, is said by whoever starts it.
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();

        DataSet<Tuple2<String, Long>> counts = env.readTextFile(params.getRequired("input"))
                .flatMap(new Tokenizer()) // (word, 1) for each word
                .groupBy(0) // field 0 of the tuple, the word
                .sum(1); // field 1, the ones
        DataSet<String> lines = counts.map(count -> count.f0 + " " + count.f1);

        if (params.has("output")) {
            lines.writeAsText(params.getRequired("output"));
            env.execute("WordCount"); // nothing has run before: until here, the program was only described
        } else {
            lines.print(); // runs the program at once, since it needs the result here
        }
    }
}
