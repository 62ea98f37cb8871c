package io.millrace.simulation.job;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.tuple.Tuple2;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the counts of equal words; emits when it holds too many words, and at the end. */
final class CountWords implements OneInputOperator<Tuple2<String, Long>, Tuple2<String, Long>> {
    /** @param wordsMax more are emitted early: a combiner; {@link Integer#MAX_VALUE}: the final count */
    record Factory(int wordsMax) implements OperatorFactory {
        @Override
        public Operator create() {
            return new CountWords(wordsMax);
        }
    }

    private final int wordsMax;
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private Output<Tuple2<String, Long>> output;

    @SuppressWarnings("NullAway.Init") // open comes first.
    private CountWords(int wordsMax) {
        this.wordsMax = wordsMax;
    }

    @Override
    public void open(OperatorContext context, Output<Tuple2<String, Long>> given) {
        output = given;
    }

    @Override
    public void process(Tuple2<String, Long> record, long timestamp) {
        counts.merge(record.f0, record.f1, Long::sum);
        if (counts.size() > wordsMax) {
            emitFirst(output);
        }
    }

    private void emitFirst(Output<Tuple2<String, Long>> to) {
        Map.Entry<String, Long> first = counts.pollFirstEntry();
        to.collect(Tuple2.of(first.getKey(), first.getValue()), Output.NO_TIMESTAMP);
    }

    @Override
    public Emission<Tuple2<String, Long>> endInput() {
        return to -> {
            if (counts.isEmpty()) {
                return false;
            }
            emitFirst(to);
            return !counts.isEmpty();
        };
    }
}
