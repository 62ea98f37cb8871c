package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.CrossFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The join and cross functions that are not the user's own. */
final class JoinFunctions {
    private JoinFunctions() {}

    /** One field of a projected tuple: of input 0 or 1, and its position there; -1 for the whole record. */
    record ProjectedField(int input, int position) implements Serializable {
        private static final long serialVersionUID = 1L;

        Object of(Object left, Object right) {
            Object record = input == 0 ? left : right;
            return position < 0 ? record : ((Tuple) record).getField(position);
        }
    }

    /** The fields of a projected tuple, in order. */
    record Projection(List<ProjectedField> fields) implements Serializable {
        private static final long serialVersionUID = 1L;

        Projection {
            fields = List.copyOf(fields);
        }

        static Projection none() {
            return new Projection(List.of());
        }

        Projection and(int input, int... positions) {
            List<ProjectedField> longer = new ArrayList<>(fields);
            if (positions.length == 0) {
                longer.add(new ProjectedField(input, -1));
            }
            for (int position : positions) {
                longer.add(new ProjectedField(input, position));
            }
            return new Projection(longer);
        }
    }

    /** The pair of both records. */
    static final class Pairing<I1, I2> implements CrossFunction<I1, I2, Tuple2<I1, I2>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<I1, I2> cross(I1 first, I2 second) {
            return new Tuple2<>(first, second);
        }
    }

    /** Makes a tuple of chosen fields. */
    static final class Projecting<I1, I2, OUT extends Tuple>
            implements FlatJoinFunction<I1, I2, OUT>, CrossFunction<I1, I2, OUT> {
        private static final long serialVersionUID = 1L;

        private final Projection projection;

        Projecting(Projection projection) {
            this.projection = projection;
        }

        @Override
        public void join(I1 first, I2 second, Collector<OUT> out) {
            out.collect(cross(first, second));
        }

        @Override
        @SuppressWarnings("unchecked")
        public OUT cross(I1 first, I2 second) {
            Tuple result = Tuple.newInstance(projection.fields().size());
            for (int i = 0; i < projection.fields().size(); i++) {
                result.setField(projection.fields().get(i).of(first, second), i);
            }
            return (OUT) result;
        }
    }
}
