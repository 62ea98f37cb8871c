package com.example;

import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.ExecutionEnvironment;

/** Counts the numbers from 1 to 1000 by their last digit; its tasks wait at a gate. Arguments: gate, output. */
public final class GatedCount {
    public static void main(String[] args) throws Exception {
        String gate = args[0];
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.generateSequence(1, 1000)
                .mapPartition(new Waiting(gate))
                .groupBy(0)
                .sum(1)
                .map(count -> count.f0 + " " + count.f1)
                .writeAsText(args[1]);
        env.execute("gated count");
    }

    public static final class Waiting implements MapPartitionFunction<Long, Tuple2<Long, Long>> {
        private final String gate;

        Waiting(String gate) {
            this.gate = gate;
        }

        @Override
        public void mapPartition(Iterable<Long> numbers, Collector<Tuple2<Long, Long>> out) throws Exception {
            Gate.pass(gate);
            for (Long number : numbers) {
                out.collect(Tuple2.of(number % 10, 1L));
            }
        }
    }
}
