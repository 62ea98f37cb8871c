package io.millrace.simulation.job;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.tuple.Tuple2;

/** Emits each word of a line, with the count one. */
final class SplitWords implements OneInputOperator<String, Tuple2<String, Long>> {
    record Factory() implements OperatorFactory {
        @Override
        public Operator create() {
            return new SplitWords();
        }
    }

    private Output<Tuple2<String, Long>> output;

    @SuppressWarnings("NullAway.Init") // open comes first.
    private SplitWords() {}

    @Override
    public void open(OperatorContext context, Output<Tuple2<String, Long>> given) {
        output = given;
    }

    @Override
    public void process(String line, long timestamp) {
        for (String word : line.split(" ")) {
            output.collect(Tuple2.of(word, 1L), Output.NO_TIMESTAMP);
        }
    }
}
