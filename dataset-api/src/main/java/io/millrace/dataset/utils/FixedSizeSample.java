package io.millrace.dataset.utils;

import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.RichMapPartitionFunction;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.operators.GroupReduceOperator;
import io.millrace.dataset.operators.MapPartitionOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Takes a given number of records by giving each a random weight: those with the largest are the sample, first of each
 * subtask, then of all. With replacement there is such a draw of one record for each place in the sample.
 *
 * <p>Memory: the sample, in each subtask.
 */
final class FixedSizeSample {
    private FixedSizeSample() {}

    /** A record for the place {@code f0} with the weight {@code f1}. */
    static <T> DataSet<T> of(DataSet<T> input, boolean withReplacement, int size, long seed) {
        TypeInformation<Tuple3<Integer, Double, T>> weighted =
                new TupleTypeInfo<>(Types.INT, Types.DOUBLE, input.getType());
        DataSet<Tuple3<Integer, Double, T>> parts =
                new MapPartitionOperator<>(input, weighted, new Weigh<T>(withReplacement, size, seed)).name("Sample");
        return new GroupReduceOperator<>(parts, new Heaviest<T>(withReplacement, size))
                .returns(input.getType())
                .name("Sample of all");
    }

    private static <T> List<Tuple3<Integer, Double, T>> none(int places) {
        List<Tuple3<Integer, Double, T>> chosen = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            Tuple3<Integer, Double, T> place = new Tuple3<>();
            place.f0 = i;
            place.f1 = -1.0;
            chosen.add(place);
        }
        return chosen;
    }

    private static final class Weigh<T> extends RichMapPartitionFunction<T, Tuple3<Integer, Double, T>> {
        private static final long serialVersionUID = 1L;

        private final boolean withReplacement;
        private final int size;
        private final long seed;

        Weigh(boolean withReplacement, int size, long seed) {
            this.withReplacement = withReplacement;
            this.size = size;
            this.seed = seed;
        }

        @Override
        public void mapPartition(Iterable<T> values, Collector<Tuple3<Integer, Double, T>> out) {
            Random random =
                    new Random(seed + 31L * getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
            if (withReplacement) {
                List<Tuple3<Integer, Double, T>> chosen = none(size);
                for (T value : values) {
                    for (Tuple3<Integer, Double, T> place : chosen) {
                        double weight = random.nextDouble();
                        if (weight > place.f1) {
                            place.setFields(place.f0, weight, value);
                        }
                    }
                }
                chosen.stream().filter(place -> place.f1 >= 0).forEach(out::collect);
                return;
            }
            PriorityQueue<Tuple3<Integer, Double, T>> heaviest =
                    new PriorityQueue<>(Comparator.comparingDouble((Tuple3<Integer, Double, T> place) -> place.f1));
            for (T value : values) {
                heaviest.add(Tuple3.of(0, random.nextDouble(), value));
                if (heaviest.size() > size) {
                    heaviest.remove();
                }
            }
            heaviest.forEach(out::collect);
        }
    }

    private record Heaviest<T>(boolean withReplacement, int size)
            implements GroupReduceFunction<Tuple3<Integer, Double, T>, T> {
        private static final long serialVersionUID = 1L;

        @Override
        public void reduce(Iterable<Tuple3<Integer, Double, T>> values, Collector<T> out) {
            List<Tuple3<Integer, Double, T>> all = new ArrayList<>();
            values.forEach(all::add);
            all.sort(Comparator.comparingDouble((Tuple3<Integer, Double, T> place) -> -place.f1));
            if (!withReplacement) {
                all.stream().limit(size).forEach(place -> out.collect(place.f2));
                return;
            }
            boolean[] taken = new boolean[size];
            for (Tuple3<Integer, Double, T> place : all) {
                if (!taken[place.f0]) {
                    taken[place.f0] = true;
                    out.collect(place.f2);
                }
            }
        }
    }
}
