package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.operators.harness.TestContext;
import io.millrace.types.key.FieldKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Measures a word count's aggregation on one thread, without exchange, beside a hand-written loop. Run its main. */
public final class WordCountSpeed {
    private static final int RECORDS = 6_000_000;
    private static final TypeInformation<Tuple2<String, Integer>> TYPE = Types.TUPLE(Types.STRING, Types.INT);

    private WordCountSpeed() {}

    /** Arguments: the number of distinct words; default 14,000, about the Bible's. */
    public static void main(String[] arguments) throws Exception {
        int words = arguments.length == 0 ? 14_000 : Integer.parseInt(arguments[0]);
        String[] text = text(words);
        KeySelector<Tuple2<String, Integer>, String> lambda = record -> record.f0;
        KeySelector<Tuple2<String, Integer>, Object> byField =
                FieldKeys.of(TYPE, 0).selector();
        ReduceFunction<Tuple2<String, Integer>> fresh = (a, b) -> Tuple2.of(a.f0, a.f1 + b.f1);
        ReduceFunction<Tuple2<String, Integer>> inPlace = new TupleAggregation<>(Map.of(1, FieldFold.SUM_INTEGER));
        Map<String, OperatorFactory> factories = new LinkedHashMap<>();
        factories.put("reduce, lambdas", new ReduceFactory<>(fresh, lambda, TYPE));
        factories.put("reduce, sum of field by position", new ReduceFactory<>(inPlace, byField, TYPE));
        factories.put("combine, lambdas", new CombineFactory<>(fresh, lambda, TYPE));
        factories.put("combine, sum of field by position", new CombineFactory<>(inPlace, byField, TYPE));
        String only = arguments.length > 1 ? arguments[1] : "";
        for (int round = 0; round < 3; round++) {
            handWritten(text);
            for (Map.Entry<String, OperatorFactory> each : factories.entrySet()) {
                if (each.getKey().contains(only)) {
                    measure(each.getKey(), each.getValue(), text);
                }
            }
        }
    }

    /** Words as in texts: few are frequent. */
    private static String[] text(int words) {
        Random random = new Random(1);
        String[] text = new String[1 << 20];
        for (int i = 0; i < text.length; i++) {
            text[i] = "word" + (int) (words * Math.pow(random.nextDouble(), 4));
        }
        return text;
    }

    private static void handWritten(String[] text) {
        long start = cpuNanos();
        HashMap<String, int[]> counts = new HashMap<>();
        for (int i = 0; i < RECORDS; i++) {
            String word = text[i & (text.length - 1)];
            counts.computeIfAbsent(word, any -> new int[1])[0]++;
        }
        report("java.util.HashMap by hand", counts.size(), cpuNanos() - start);
    }

    @SuppressWarnings("unchecked")
    private static void measure(String name, OperatorFactory factory, String[] text) throws Exception {
        OneInputOperator<Tuple2<String, Integer>, Tuple2<String, Integer>> operator =
                (OneInputOperator<Tuple2<String, Integer>, Tuple2<String, Integer>>) factory.create();
        Counting output = new Counting();
        operator.open(new TestContext(), output);
        long start = cpuNanos();
        for (int i = 0; i < RECORDS; i++) {
            operator.process(Tuple2.of(text[i & (text.length - 1)], 1), Output.NO_TIMESTAMP);
        }
        Emission<Tuple2<String, Integer>> rest = operator.endInput();
        while (rest.next(output)) {
            continue;
        }
        report(name, output.records, cpuNanos() - start);
    }

    /** The thread's processor time: other work on the machine does not count, nor do the collector's threads. */
    private static long cpuNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void report(String name, int results, long nanos) {
        System.out.printf("%-36s %6.1f M records/s  (%d results)%n", name, RECORDS * 1e3 / nanos, results);
    }

    private static final class Counting implements Output<Tuple2<String, Integer>> {
        private int records;

        @Override
        public void collect(Tuple2<String, Integer> record, long timestamp) {
            records++;
        }

        @Override
        public <X> void collect(OutputTag<X> tag, X record, long timestamp) {}

        @Override
        public void emitWatermark(long watermark) {}

        @Override
        public void emitIdle() {}
    }
}
