package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.functions.AggregateFunction;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.functions.RichFunction;
import io.millrace.dataflow.state.AggregatingStateDescriptor;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.windowing.windows.Window;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the elements of a window are kept: reduced to one, aggregated, or all.
 *
 * @param <V> what the window's function sees
 */
public abstract sealed class WindowContents<IN, V> implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String STATE_NAME = "window-contents";

    /** Opens them in an operator's state. */
    public abstract <W extends Window> WindowStore<IN, V, W> open(
            KeyedStateBackend<?> state, TypeInformation<W> windowType);

    /** What they come to for given elements; for windows with evictors, which keep all elements. */
    public abstract Iterable<V> of(Iterable<IN> elements) throws Exception;

    public static <T> WindowContents<T, T> reduce(ReduceFunction<T> function, TypeInformation<T> type) {
        refuseRich(
                function,
                "ReduceFunction of reduce can not be a RichFunction."
                        + " Please use reduce(ReduceFunction, WindowFunction) instead.");
        return new Reduced<>(function, type);
    }

    public static <IN, ACC, V> WindowContents<IN, V> aggregate(
            AggregateFunction<IN, ACC, V> function, TypeInformation<ACC> accumulatorType) {
        refuseRich(function, "This aggregation function cannot be a RichFunction.");
        return new Aggregated<>(function, accumulatorType);
    }

    public static <T> WindowContents<T, T> all(TypeInformation<T> type) {
        return new All<>(type);
    }

    private static void refuseRich(Function function, String message) {
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException(message);
        }
    }

    private static final class Reduced<T> extends WindowContents<T, T> {
        private static final long serialVersionUID = 1L;

        private final ReduceFunction<T> function;
        private final TypeInformation<T> type;

        Reduced(ReduceFunction<T> function, TypeInformation<T> type) {
            this.function = function;
            this.type = type;
        }

        @Override
        public <W extends Window> WindowStore<T, T, W> open(KeyedStateBackend<?> state, TypeInformation<W> windowType) {
            return new AppendingStore<>(
                    state.state(windowType, new ReducingStateDescriptor<>(STATE_NAME, function, type)));
        }

        @Override
        public Iterable<T> of(Iterable<T> elements) throws Exception {
            @Nullable T result = null;
            for (T element : elements) {
                result = result == null ? element : function.reduce(result, element);
            }
            return result == null ? List.of() : List.of(result);
        }
    }

    private static final class Aggregated<IN, ACC, V> extends WindowContents<IN, V> {
        private static final long serialVersionUID = 1L;

        private final AggregateFunction<IN, ACC, V> function;
        private final TypeInformation<ACC> type;

        Aggregated(AggregateFunction<IN, ACC, V> function, TypeInformation<ACC> type) {
            this.function = function;
            this.type = type;
        }

        @Override
        public <W extends Window> WindowStore<IN, V, W> open(
                KeyedStateBackend<?> state, TypeInformation<W> windowType) {
            return new AppendingStore<>(
                    state.state(windowType, new AggregatingStateDescriptor<>(STATE_NAME, function, type)));
        }

        @Override
        public Iterable<V> of(Iterable<IN> elements) {
            ACC accumulator = function.createAccumulator();
            for (IN element : elements) {
                accumulator = function.add(element, accumulator);
            }
            return Collections.singletonList(function.getResult(accumulator));
        }
    }

    private static final class All<T> extends WindowContents<T, T> {
        private static final long serialVersionUID = 1L;

        private final TypeInformation<T> type;

        All(TypeInformation<T> type) {
            this.type = type;
        }

        @Override
        public <W extends Window> WindowStore<T, T, W> open(KeyedStateBackend<?> state, TypeInformation<W> windowType) {
            return new ListStore<>(state.state(windowType, new ListStateDescriptor<>(STATE_NAME, type)));
        }

        @Override
        public Iterable<T> of(Iterable<T> elements) {
            return elements;
        }
    }
}
