package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records are copied between operators, by counting those that are made without arguments, as copies are. */
class CopiesTest {
    private static final int COUNT = 200;

    /** A record that can be changed. */
    public static class Reading {
        static final AtomicInteger COPIES = new AtomicInteger();

        public long sensor;
        public long value;

        public Reading() {
            COPIES.incrementAndGet();
        }

        Reading(long sensor, long value) {
            this.sensor = sensor;
            this.value = value;
        }
    }

    @BeforeEach
    void begin() {
        Reading.COPIES.set(0);
    }

    @Test
    void recordsThatAreNewAreNeitherCopiedByTheChainNorByAnExchange() throws Exception {
        assertThat(values(readings(new Fresh()).map(new Doubling()), false)).isEqualTo(expected(2));
        assertThat(values(readings(new Fresh()).map(new Doubling()), true)).isEqualTo(expected(2));
        assertThat(Reading.COPIES).as("what Doubling emits").hasValue(2 * COUNT);
        Reading.COPIES.set(0);
        assertThat(values(readings(new Fresh()), true)).isEqualTo(expected(1));
        assertThat(Reading.COPIES).hasValue(0);
    }

    @Test
    void recordsThatAFunctionEmitsAgainOrKeepsAreCopied() throws Exception {
        assertThat(values(readings(new Again()).map(new Doubling()), false)).isEqualTo(expected(2));
        assertThat(values(readings(new Again()), true)).isEqualTo(expected(1));
        assertThat(values(readings(new ChangingTheLast()).map(new Doubling()), false))
                .isEqualTo(expected(2));
        assertThat(values(readings(new ChangingTheLast()), true)).isEqualTo(expected(1));
        assertThat(Reading.COPIES).hasValueGreaterThanOrEqualTo(6 * COUNT);
    }

    private static DataSet<Reading> readings(FlatMapFunction<Long, Reading> function) {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        return env.generateSequence(1, COUNT).flatMap(function);
    }

    private static List<Long> values(DataSet<Reading> readings, boolean exchanged) throws Exception {
        DataSet<Reading> there = exchanged ? readings.partitionByHash("sensor") : readings;
        // What it keeps, nobody changes any more.
        return there.map(new Keeping()).collect().stream().sorted().toList();
    }

    private static List<Long> expected(long times) {
        return LongStream.rangeClosed(1, COUNT)
                .map(value -> times * value)
                .boxed()
                .toList();
    }

    private static final class Fresh implements FlatMapFunction<Long, Reading> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Long value, Collector<Reading> out) {
            Reading reading = new Reading(value % 7, 0);
            reading.value = value;
            out.collect(reading);
        }
    }

    private static final class Again implements FlatMapFunction<Long, Reading> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Reading same;

        @Override
        public void flatMap(Long value, Collector<Reading> out) {
            Reading again = same == null ? new Reading(0, 0) : same;
            again.sensor = value % 7;
            again.value = value;
            same = again;
            out.collect(again);
        }
    }

    private static final class ChangingTheLast implements FlatMapFunction<Long, Reading> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Reading last;

        @Override
        public void flatMap(Long value, Collector<Reading> out) {
            Reading before = last;
            if (before != null) {
                before.value = -1;
            }
            Reading made = new Reading(value % 7, value);
            out.collect(made);
            last = made;
        }
    }

    /** Changes its input, and emits it. */
    private static final class Doubling implements MapFunction<Reading, Reading> {
        private static final long serialVersionUID = 1L;

        @Override
        public Reading map(Reading reading) {
            reading.value *= 2;
            return reading;
        }
    }

    private static final class Keeping implements MapFunction<Reading, Long> {
        private static final long serialVersionUID = 1L;

        private final List<Reading> kept = new ArrayList<>();
        private final List<Long> values = new ArrayList<>();

        @Override
        public Long map(Reading reading) {
            for (int i = 0; i < kept.size(); i++) {
                if (kept.get(i).value != values.get(i)) {
                    throw new IllegalStateException("a record that is kept was changed: expected=" + values.get(i)
                            + ", actual=" + kept.get(i).value);
                }
            }
            kept.add(reading);
            values.add(reading.value);
            return reading.value;
        }
    }
}
