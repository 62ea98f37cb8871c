package io.millrace.dataset.operators;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.distributions.DataDistribution;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.MapPartitionFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.Partitioner;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.KeyComparator;
import io.millrace.types.key.KeyOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Gives each subtask the records between two keys.
 *
 * <ol>
 *   <li>Each subtask of the input takes a sample of its keys; one subtask puts all of them in order and takes as many bounds,
 *       at equal distances, as there are ranges, less one. Or the program says how keys are distributed.
 *   <li>The bounds go to all subtasks, which number each record by the range that it is in: that of the first bound that is
 *       not below its key, or the last.
 *   <li>The records travel to the subtask of that number, and lose it.
 * </ol>
 * A sample that is not like the whole makes ranges uneven, never wrong.
 */
public final class RangePartitioning {
    private static final int SAMPLES_PER_SUBTASK = 4_000;
    private static final String BOUNDS = "bounds";

    private final Key key;
    private final @Nullable DataDistribution distribution;

    private RangePartitioning(Key key, @Nullable DataDistribution distribution) {
        this.key = key;
        this.distribution = distribution;
    }

    public static RangePartitioning sampled(Key key) {
        return new RangePartitioning(key, null);
    }

    /** @throws IllegalArgumentException if the distribution is of other keys */
    public static RangePartitioning known(Key key, DataDistribution distribution) {
        if (distribution.getNumberOfFields() != key.size()) {
            throw new IllegalArgumentException("The distribution has keys of " + distribution.getNumberOfFields()
                    + " fields, but the partitioning is by " + key.size() + ": " + key.description() + ".");
        }
        return new RangePartitioning(key, distribution);
    }

    Key key() {
        return key;
    }

    void checkOrders(Order[] orders) {
        int keys = key.widths().size();
        if (orders.length != keys) {
            throw new InvalidProgramException("Number of range keys (" + keys + ", " + key.description()
                    + ") and orders (" + orders.length + ") must be the same.");
        }
        for (Order order : orders) {
            if (order != Order.ASCENDING && order != Order.DESCENDING) {
                throw new InvalidProgramException(
                        "Order of a range key: expected=ASCENDING or DESCENDING, actual=" + order + ".");
            }
        }
    }

    /** The orders of the fields that the named ones are made of; one order is that of the whole key. */
    private Order[] ofEachField(Order[] orders) {
        if (orders.length < 2) {
            return orders;
        }
        List<Order> each = new ArrayList<>();
        for (int i = 0; i < orders.length; i++) {
            each.addAll(Collections.nCopies(key.widths().get(i), orders[i]));
        }
        return each.toArray(new Order[0]);
    }

    @SuppressWarnings("unchecked")
    <T> SingleInputUdfOperator<?, T, ?> of(DataSet<T> input, int partitions, Order[] orders) {
        KeySelector<T, Object> selector = (KeySelector<T, Object>) key.selector();
        KeyFieldsOrder order = new KeyFieldsOrder(key.type(), ofEachField(orders));
        DataSet<Object> bounds =
                distribution == null ? sampledBounds(input, selector, partitions, order) : known(input, partitions);
        TypeInformation<Tuple2<Integer, T>> numbered = new TupleTypeInfo<>(Types.INT, input.getType());
        DataSet<Tuple2<Integer, T>> assigned = new MapOperator<>(input, numbered, new Assign<>(selector, order))
                .withBroadcastSet(bounds, BOUNDS)
                .name("Assign ranges");
        PartitionOperator<Tuple2<Integer, T>> moved = assigned.partitionCustom(new AsAssigned(), 0);
        return new MapOperator<>(moved, input.getType(), new WithoutNumber<>()).setParallelism(partitions);
    }

    @SuppressWarnings("unchecked")
    private <T> DataSet<Object> sampledBounds(
            DataSet<T> input, KeySelector<T, Object> selector, int partitions, KeyFieldsOrder order) {
        TypeInformation<Object> keyType = (TypeInformation<Object>) key.type();
        DataSet<Object> sample =
                new MapPartitionOperator<>(input, keyType, new SampleKeys<>(selector)).name("Sample keys");
        return new GroupReduceOperator<>(sample, new Bounds(partitions, order))
                .returns(keyType)
                .name("Bounds of ranges");
    }

    @SuppressWarnings("unchecked")
    private DataSet<Object> known(DataSet<?> input, int partitions) {
        List<Object> bounds = new ArrayList<>();
        for (int i = 0; i < partitions - 1; i++) {
            Object[] bound = distribution == null ? new Object[0] : distribution.getBucketBoundary(i, partitions);
            bounds.add(bound.length == 1 ? bound[0] : tupleOf(bound));
        }
        return input.getExecutionEnvironment().fromCollection(bounds, (TypeInformation<Object>) key.type());
    }

    private static Tuple tupleOf(Object[] fields) {
        Tuple tuple = Tuple.newInstance(fields.length);
        for (int i = 0; i < fields.length; i++) {
            tuple.setField(fields[i], i);
        }
        return tuple;
    }

    /** Says how keys are ordered, field by field; whoever compares takes a comparator of his own. */
    private record KeyFieldsOrder(TypeInformation<?> type, Order[] orders) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** For one thread. */
        Comparator<Object> comparator() {
            Order order = orders.length == 0 ? Order.ASCENDING : orders[0];
            KeyComparator<Object> whole = new KeyComparator<>((Object key) -> key, type, order);
            return orders.length < 2
                    ? whole
                    : (left, right) -> left instanceof Tuple a && right instanceof Tuple b
                            ? compareFields(a, b)
                            : whole.compare(left, right);
        }

        private int compareFields(Tuple left, Tuple right) {
            for (int i = 0; i < orders.length; i++) {
                int order = KeyOrder.compare(left.getField(i), right.getField(i));
                if (order != 0) {
                    return orders[i] == Order.DESCENDING ? -Integer.signum(order) : order;
                }
            }
            return 0;
        }
    }

    /** Any key has the same chance to be in the sample (reservoir). */
    private record SampleKeys<T>(KeySelector<T, Object> selector) implements MapPartitionFunction<T, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapPartition(Iterable<T> values, Collector<Object> out) throws Exception {
            Random random = new Random(1);
            List<Object> sample = new ArrayList<>();
            long seen = 0;
            for (T value : values) {
                seen++;
                if (sample.size() < SAMPLES_PER_SUBTASK) {
                    sample.add(selector.getKey(value));
                } else {
                    long place = random.nextLong(seen);
                    if (place < SAMPLES_PER_SUBTASK) {
                        sample.set((int) place, selector.getKey(value));
                    }
                }
            }
            sample.forEach(out::collect);
        }
    }

    private record Bounds(int partitions, KeyFieldsOrder order) implements GroupReduceFunction<Object, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Object> values, Collector<Object> out) {
            List<Object> sorted = new ArrayList<>();
            values.forEach(sorted::add);
            sorted.sort(order.comparator());
            for (int i = 1; i < partitions && !sorted.isEmpty(); i++) {
                out.collect(sorted.get(Math.max(0, (int) ((long) i * sorted.size() / partitions) - 1)));
            }
        }
    }

    private static final class Assign<T> extends RichMapFunction<T, Tuple2<Integer, T>> {
        private static final long serialVersionUID = 1L;

        private final KeySelector<T, Object> selector;
        private final KeyFieldsOrder order;

        @SuppressWarnings("NullAway.Init")
        private transient List<Object> bounds;

        @SuppressWarnings("NullAway.Init")
        private transient Comparator<Object> comparator;

        Assign(KeySelector<T, Object> selector, KeyFieldsOrder order) {
            this.selector = selector;
            this.order = order;
        }

        @Override
        public void open(OpenContext openContext) {
            comparator = order.comparator();
            bounds = new ArrayList<>(getRuntimeContext().<Object>getBroadcastVariable(BOUNDS));
            bounds.sort(comparator);
        }

        @Override
        public Tuple2<Integer, T> map(T value) throws Exception {
            Object key = selector.getKey(value);
            int place = Collections.binarySearch(bounds, key, comparator);
            int range = place < 0 ? -place - 1 : place;
            while (range > 0 && place >= 0 && comparator.compare(bounds.get(range - 1), key) == 0) {
                range--;
            }
            return new Tuple2<>(range, value);
        }
    }

    private static final class AsAssigned implements Partitioner<Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public int partition(Integer range, int partitions) {
            return Math.min(range, partitions - 1);
        }
    }

    private static final class WithoutNumber<T> implements MapFunction<Tuple2<Integer, T>, T> {
        private static final long serialVersionUID = 1L;

        @Override
        public T map(Tuple2<Integer, T> numbered) {
            return numbered.f1;
        }
    }
}
