package io.millrace.simulation.job;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.tuple.Tuple2;

/** Emits each word of a line, with the count one; breaks at one word. */
final class SplitWords implements OneInputOperator<String, Tuple2<String, Long>> {
    /** @param poison the word it breaks at */
    record Factory(String poison) implements OperatorFactory {
        @Override
        public Operator create() {
            return new SplitWords(poison);
        }
    }

    private final String poison;

    private Output<Tuple2<String, Long>> output;

    @SuppressWarnings("NullAway.Init") // open comes first.
    private SplitWords(String poison) {
        this.poison = poison;
    }

    @Override
    public void open(OperatorContext context, Output<Tuple2<String, Long>> given) {
        output = given;
    }

    @Override
    public void process(String line, long timestamp) {
        for (String word : line.split(" ")) {
            if (word.equals(poison)) {
                throw new IllegalStateException("cannot swallow " + word);
            }
            output.collect(Tuple2.of(word, 1L), Output.NO_TIMESTAMP);
        }
    }
}
