package com.example;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.datastream.StreamExecutionEnvironment;

/** A stream whose tasks wait at a gate. Arguments: gate. */
public final class GatedStream {
    public static void main(String[] args) throws Exception {
        String gate = args[0];
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSequence(1, 10).map(new Waiting(gate)).print();
        env.execute("gated stream");
    }

    public static final class Waiting implements MapFunction<Long, Long> {
        private final String gate;

        Waiting(String gate) {
            this.gate = gate;
        }

        @Override
        public Long map(Long number) throws Exception {
            Gate.pass(gate);
            return number;
        }
    }
}
