package io.millrace.examples;

import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts a line into words and emits {@code (word, 1)} for each.
 *
 * <p>A word is a run of letters, digits and underscores of ASCII ({@code \w+}), in lower case. So numbers are words too, and
 * the apostrophe of {@code refiner's} parts two.
 */
public final class Tokenizer implements FlatMapFunction<String, Tuple2<String, Long>> {

    private static final long serialVersionUID = 1L;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("\\W+");

    @Override
    public void flatMap(String line, Collector<Tuple2<String, Long>> out) {
        // ROOT, lest the counts depend on where the program runs: in Turkish, "I" has another lower case.
        for (String word : BETWEEN_WORDS.split(line.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) { // what stands before a separator at the line's beginning
                out.collect(Tuple2.of(word, 1L));
            }
        }
    }
}
