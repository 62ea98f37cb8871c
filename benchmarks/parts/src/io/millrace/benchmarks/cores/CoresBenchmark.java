package io.millrace.benchmarks.cores;

import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.group.AggregationCore;
import io.millrace.operators.join.JoinCore;
import io.millrace.operators.sort.ExternalSort;
import io.millrace.operators.sort.SortedRecords;
import io.millrace.types.key.FieldOrder;
import io.millrace.types.serial.Serializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time a record of what works within managed memory, from the first record put in to the last one out. A join's records are those of
 * both sides, half of them each; an aggregation counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
public class CoresBenchmark {
    private static final int RECORDS = 400_000;
    private static final int FEW_KEYS = 1_000;
    private static final TypeInformation<Tuple2<Long, Long>> NUMBERS = Types.TUPLE(Types.LONG, Types.LONG);
    private static final TypeInformation<Tuple2<String, Long>> TEXTS = Types.TUPLE(Types.STRING, Types.LONG);

    // What each keeps for a record, as its class says, with the record itself.
    private static final long SORT_BYTES = 64;
    private static final long TABLE_BYTES = 160;

    @Param({"enough", "eighth"})
    public String memory;

    private final List<Tuple2<Long, Long>> numbers = new ArrayList<>();
    private final List<Tuple2<Long, Long>> others = new ArrayList<>();
    private final List<Tuple2<Long, Long>> repeated = new ArrayList<>();
    private final List<Tuple2<String, Long>> texts = new ArrayList<>();
    private Memory sorting;
    private Memory joining;
    private Memory counting;

    @Setup
    public void make() {
        Random random = new Random(1);
        for (int i = 0; i < RECORDS; i++) {
            numbers.add(Tuple2.of(random.nextLong(), (long) i));
            repeated.add(Tuple2.of((long) random.nextInt(FEW_KEYS), (long) i));
            texts.add(Tuple2.of(word(random), (long) i));
        }
        for (int i = 0; i < RECORDS / 2; i++) {
            others.add(Tuple2.of(numbers.get(random.nextInt(RECORDS / 2)).f0, (long) i));
        }
        sorting = Memory.of(memory, RECORDS * SORT_BYTES);
        joining = Memory.of(memory, RECORDS / 2 * TABLE_BYTES);
        counting = Memory.of(memory, RECORDS * TABLE_BYTES);
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object sortNumbers() throws IOException {
        return sort(numbers, NUMBERS);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object sortTexts() throws IOException {
        return sort(texts, TEXTS);
    }

    private <T> Object sort(List<T> records, TypeInformation<T> type) throws IOException {
        ExternalSort<T> sort =
                new ExternalSort<>(sorting.space(), FieldOrder.by(type, 0, Order.ASCENDING), Serializers.of(type));
        for (T record : records) {
            sort.add(record);
        }
        SortedRecords<T> sorted = sort.sorted();
        Object last = records;
        while (!sorted.isEmpty()) {
            last = sorted.take();
        }
        sort.close();
        return last;
    }

    /** Each record of one side has one of the other on average. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long join() throws Exception {
        return JoinCore.pairs(joining.space(), NUMBERS, numbers.subList(0, RECORDS / 2), others);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long countManyKeys() throws IOException {
        return AggregationCore.keys(counting.space(), NUMBERS, numbers);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long countFewKeys() throws IOException {
        return AggregationCore.keys(counting.space(), NUMBERS, repeated);
    }

    /** As {@link #countManyKeys}, by the table for tuples of numbers, which gives up where that spills. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long foldManyKeys() {
        return AggregationCore.folded(counting, numbers);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long foldFewKeys() {
        return AggregationCore.folded(counting, repeated);
    }
}
