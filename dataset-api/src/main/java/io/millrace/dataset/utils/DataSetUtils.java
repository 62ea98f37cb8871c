package io.millrace.dataset.utils;

import io.millrace.dataflow.distributions.DataDistribution;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapPartitionFunction;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.Utils;
import io.millrace.dataset.operators.DataSetKeys;
import io.millrace.dataset.operators.MapPartitionOperator;
import io.millrace.dataset.operators.PartitionOperator;
import io.millrace.dataset.operators.RangePartitioning;
import io.millrace.dataset.summarize.TupleSummary;
import java.util.Random;

/** Numbers, counts and samples the records of data sets. */
public final class DataSetUtils {
    private static final String COUNTS = "counts";

    private DataSetUtils() {}

    /** How many records each subtask has: (number of the subtask, count). */
    public static <T> DataSet<Tuple2<Integer, Long>> countElementsPerPartition(DataSet<T> input) {
        return new MapPartitionOperator<>(input, Types.TUPLE(Types.INT, Types.LONG), new CountPartition<T>())
                .name("Count elements per partition");
    }

    private static final class CountPartition<T> extends RichMapPartitionFunction<T, Tuple2<Integer, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<T> values, Collector<Tuple2<Integer, Long>> out) {
            long count = 0;
            for (T unused : values) {
                count++;
            }
            out.collect(new Tuple2<>(getRuntimeContext().getIndexOfThisSubtask(), count));
        }
    }

    /**
     * Numbers the records from 0 without gaps: those of the first subtask first. The input is read twice; it must give its
     * records in the same order and to the same subtasks both times, and its parallelism should not change behind it.
     */
    public static <T> DataSet<Tuple2<Long, T>> zipWithIndex(DataSet<T> input) {
        return numbered(input, new NumberFromCounts<>())
                .withBroadcastSet(countElementsPerPartition(input), COUNTS)
                .name("Zip with index");
    }

    /** Numbers the records with gaps, in one pass: no two get the same number. */
    public static <T> DataSet<Tuple2<Long, T>> zipWithUniqueId(DataSet<T> input) {
        return numbered(input, new NumberUniquely<>()).name("Zip with unique id");
    }

    private static <T> MapPartitionOperator<T, Tuple2<Long, T>> numbered(
            DataSet<T> input, RichMapPartitionFunction<T, Tuple2<Long, T>> function) {
        TypeInformation<Tuple2<Long, T>> type = new TupleTypeInfo<>(Types.LONG, input.getType());
        return new MapPartitionOperator<>(input, type, function);
    }

    private static final class NumberFromCounts<T> extends RichMapPartitionFunction<T, Tuple2<Long, T>> {
        private static final long serialVersionUID = 1L;

        private long next;

        @Override
        public void open(OpenContext context) {
            int self = getRuntimeContext().getIndexOfThisSubtask();
            for (Tuple2<Integer, Long> count :
                    getRuntimeContext().<Tuple2<Integer, Long>>getBroadcastVariable(COUNTS)) {
                next += count.f0 < self ? count.f1 : 0;
            }
        }

        @Override
        public void mapPartition(Iterable<T> values, Collector<Tuple2<Long, T>> out) {
            for (T value : values) {
                out.collect(new Tuple2<>(next++, value));
            }
        }
    }

    /** The number of the subtask in the low bits, a counter above them. */
    private static final class NumberUniquely<T> extends RichMapPartitionFunction<T, Tuple2<Long, T>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<T> values, Collector<Tuple2<Long, T>> out) {
            int bits = Integer.SIZE
                    - Integer.numberOfLeadingZeros(getRuntimeContext().getNumberOfParallelSubtasks() - 1);
            long self = getRuntimeContext().getIndexOfThisSubtask();
            long counter = 0;
            for (T value : values) {
                out.collect(new Tuple2<>((counter++ << bits) + self, value));
            }
        }
    }

    /** As {@link #sample(DataSet, boolean, double, long)}, by chance. */
    public static <T> MapPartitionOperator<T, T> sample(DataSet<T> input, boolean withReplacement, double fraction) {
        return sample(input, withReplacement, fraction, new Random().nextLong());
    }

    /**
     * Takes each record with the chance {@code fraction} (Bernoulli, from 0 to 1), or, with replacement, so many times on
     * average (Poisson, 0 or more). The same seed, input order and parallelism take the same records.
     */
    public static <T> MapPartitionOperator<T, T> sample(
            DataSet<T> input, boolean withReplacement, double fraction, long seed) {
        if (!(fraction >= 0) || (!withReplacement && fraction > 1)) {
            throw new IllegalArgumentException("The fraction of a sample: expected="
                    + (withReplacement ? "0 or more" : "0 to 1 without replacement") + ", actual=" + fraction);
        }
        return new MapPartitionOperator<>(input, input.getType(), new Sample<T>(withReplacement, fraction, seed))
                .name("Sample");
    }

    private static final class Sample<T> extends RichMapPartitionFunction<T, T> {
        private static final long serialVersionUID = 1L;

        private final boolean withReplacement;
        private final double fraction;
        private final long seed;

        Sample(boolean withReplacement, double fraction, long seed) {
            this.withReplacement = withReplacement;
            this.fraction = fraction;
            this.seed = seed;
        }

        @Override
        public void mapPartition(Iterable<T> values, Collector<T> out) {
            Random random = new Random(seed + getRuntimeContext().getIndexOfThisSubtask());
            for (T value : values) {
                int times = withReplacement ? poisson(random) : random.nextDouble() < fraction ? 1 : 0;
                for (int i = 0; i < times; i++) {
                    out.collect(value);
                }
            }
        }

        /** Counts arrivals at exponential distances within one unit of time. */
        private int poisson(Random random) {
            int arrivals = -1;
            for (double time = 0; time <= fraction; time -= Math.log(1 - random.nextDouble())) {
                arrivals++;
            }
            return arrivals;
        }
    }

    /** As {@link #sampleWithSize(DataSet, boolean, int, long)}, by chance. */
    public static <T> DataSet<T> sampleWithSize(DataSet<T> input, boolean withReplacement, int numSamples) {
        return sampleWithSize(input, withReplacement, numSamples, new Random().nextLong());
    }

    /**
     * Takes so many records; without replacement, all if there are fewer. With replacement each of them is drawn from all
     * records by itself, which takes time for each record and draw.
     */
    public static <T> DataSet<T> sampleWithSize(DataSet<T> input, boolean withReplacement, int numSamples, long seed) {
        if (numSamples < 0) {
            throw new IllegalArgumentException("The size of a sample: expected=0 or more, actual=" + numSamples);
        }
        return FixedSizeSample.of(input, withReplacement, numSamples, seed);
    }

    /** As {@code partitionByRange}, by a distribution that is known: the input is read once. */
    public static <T> PartitionOperator<T> partitionByRange(
            DataSet<T> input, DataDistribution distribution, int... fields) {
        return new PartitionOperator<>(
                input, RangePartitioning.known(DataSetKeys.positions(input.getType(), fields), distribution));
    }

    public static <T> PartitionOperator<T> partitionByRange(
            DataSet<T> input, DataDistribution distribution, String... fields) {
        return new PartitionOperator<>(
                input, RangePartitioning.known(DataSetKeys.expressions(input.getType(), fields), distribution));
    }

    public static <T, K extends Comparable<K>> PartitionOperator<T> partitionByRange(
            DataSet<T> input, DataDistribution distribution, KeySelector<T, K> keyExtractor) {
        return new PartitionOperator<>(
                input,
                RangePartitioning.known(
                        DataSetKeys.selector(input.getType(), input.clean(keyExtractor)), distribution));
    }

    /**
     * Runs the program as far as needed; what is known of each field of all records.
     *
     * @return a tuple of {@link io.millrace.dataset.summarize.ColumnSummary}s
     * @throws IllegalArgumentException if the records are not known to be tuples
     */
    @SuppressWarnings("unchecked")
    public static <R extends Tuple, T extends Tuple> R summarize(DataSet<T> input) throws Exception {
        if (!(input.getType() instanceof TupleTypeInfo<?> type)) {
            throw new IllegalArgumentException(
                    "summarize() is only implemented for DataSet's of Tuples, not of " + input.getType());
        }
        TupleSummary whole = new TupleSummary(type);
        TypeInformation<byte[]> bytes = TypeInformation.of(byte[].class);
        for (byte[] part : new MapPartitionOperator<>(input, bytes, new Summarize<T>(whole))
                .name("Summarize")
                .collect()) {
            whole.merge(InstantiationUtil.deserializeObject(part, TupleSummary.class.getClassLoader()));
        }
        return (R) whole.result();
    }

    private record Summarize<T extends Tuple>(TupleSummary empty) implements MapPartitionFunction<T, byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<T> values, Collector<byte[]> out) throws Exception {
            TupleSummary own = InstantiationUtil.clone(empty);
            values.forEach(own::add);
            out.collect(InstantiationUtil.serializeObject(own));
        }
    }

    /** Runs the program as far as needed; the sum of the hash codes of all records. */
    public static <T> Utils.ChecksumHashCode checksumHashCode(DataSet<T> input) throws Exception {
        Utils.ChecksumHashCode whole = new Utils.ChecksumHashCode();
        for (Tuple2<Long, Long> part : new MapPartitionOperator<>(
                        input, Types.TUPLE(Types.LONG, Types.LONG), new Checksum<T>())
                .name("Checksum")
                .collect()) {
            whole.add(new Utils.ChecksumHashCode(part.f0, part.f1));
        }
        return whole;
    }

    private static final class Checksum<T> implements MapPartitionFunction<T, Tuple2<Long, Long>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<T> values, Collector<Tuple2<Long, Long>> out) {
            long count = 0;
            long sum = 0;
            for (T value : values) {
                count++;
                sum += Integer.toUnsignedLong(value.hashCode());
            }
            out.collect(new Tuple2<>(count, sum));
        }
    }

    /** How many bits it takes to write {@code value}. */
    public static int getBitSize(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }
}
