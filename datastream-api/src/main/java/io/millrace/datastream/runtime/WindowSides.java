package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichCoGroupFunction;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.CoGroupedStreams.TaggedUnion;
import io.millrace.datastream.functions.windowing.RichWindowFunction;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Joins and coGroups in windows: the records of both streams share a window, and are told apart when it fires. */
public final class WindowSides {
    private WindowSides() {}

    /** The key of a record of either stream. */
    public record UnionKey<T1, T2, KEY>(KeySelector<T1, KEY> first, KeySelector<T2, KEY> second)
            implements KeySelector<TaggedUnion<T1, T2>, KEY> {
        @Override
        public KEY getKey(TaggedUnion<T1, T2> value) throws Exception {
            return value.isOne() ? first.getKey(value.f0.left()) : second.getKey(value.f0.right());
        }
    }

    /** Gives a coGroup function both sides of a window. */
    public static final class CoGroupWindow<T1, T2, T, KEY, W extends Window>
            extends RichWindowFunction<TaggedUnion<T1, T2>, T, KEY, W> implements Wrapping {
        private static final long serialVersionUID = 1L;

        private final CoGroupFunction<T1, T2, T> function;

        public CoGroupWindow(CoGroupFunction<T1, T2, T> function) {
            this.function = function;
        }

        @Override
        public Function wrapped() {
            return function;
        }

        @Override
        public void open(OpenContext openContext) throws Exception {
            Delegating.open(function, getRuntimeContext(), openContext);
        }

        @Override
        public void apply(KEY key, W window, Iterable<TaggedUnion<T1, T2>> values, Collector<T> out) throws Exception {
            List<T1> first = new ArrayList<>();
            List<T2> second = new ArrayList<>();
            for (TaggedUnion<T1, T2> value : values) {
                if (value.isOne()) {
                    first.add(value.f0.left());
                } else {
                    second.add(value.f0.right());
                }
            }
            function.coGroup(first, second, out);
        }

        @Override
        public void close() throws Exception {
            Delegating.close(function);
        }
    }

    /** Gives a join function each pair of a window's both sides. */
    public static final class EachPair<T1, T2, T> extends RichCoGroupFunction<T1, T2, T> implements Wrapping {
        private static final long serialVersionUID = 1L;

        /** One call of the user's function. */
        private interface Call<T1, T2, T> extends Serializable {
            void on(T1 first, T2 second, Collector<T> out) throws Exception;
        }

        private final Function function;
        private final Call<T1, T2, T> call;

        public EachPair(JoinFunction<T1, T2, T> function) {
            this.function = function;
            this.call = (first, second, out) -> out.collect(function.join(first, second));
        }

        public EachPair(FlatJoinFunction<T1, T2, T> function) {
            this.function = function;
            this.call = function::join;
        }

        @Override
        public Function wrapped() {
            return function;
        }

        @Override
        public void open(OpenContext openContext) throws Exception {
            Delegating.open(function, getRuntimeContext(), openContext);
        }

        @Override
        public void coGroup(Iterable<T1> firsts, Iterable<T2> seconds, Collector<T> out) throws Exception {
            for (T1 first : firsts) {
                for (T2 second : seconds) {
                    call.on(first, second, out);
                }
            }
        }

        @Override
        public void close() throws Exception {
            Delegating.close(function);
        }
    }
}
