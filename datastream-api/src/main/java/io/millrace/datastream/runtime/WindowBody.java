package io.millrace.datastream.runtime;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.state.KeyedStateStore;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.windowing.AllWindowFunction;
import io.millrace.datastream.functions.windowing.ProcessAllWindowFunction;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.functions.windowing.WindowFunction;
import io.millrace.datastream.windowing.windows.Window;
import io.millrace.operators.function.RichFunctions;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is made of a window's contents when it fires: the user's function of any of the four kinds, or nothing. */
public abstract class WindowBody<K, V, OUT, W extends Window> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable Function function;

    private WindowBody(@Nullable Function function) {
        this.function = function;
    }

    public void open(RuntimeContext context, WindowScope<W> scope) throws Exception {
        if (function != null) {
            RichFunctions.open(function, context, new Configuration());
        }
    }

    /** The user's; null if there is none. */
    @Nullable
    Function function() {
        return function;
    }

    public abstract void apply(K key, W window, Iterable<V> contents, Collector<OUT> out) throws Exception;

    /** The window has ended. */
    public void clear(K key, W window) throws Exception {}

    public void close() throws Exception {
        if (function != null) {
            RichFunctions.close(function);
        }
    }

    /** Emits the contents as they are. */
    public static <K, V, W extends Window> WindowBody<K, V, V, W> passThrough() {
        return new PassThrough<>();
    }

    public static <K, V, OUT, W extends Window> WindowBody<K, V, OUT, W> of(WindowFunction<V, OUT, K, W> function) {
        return new OfFunction<>(function);
    }

    public static <K, V, OUT, W extends Window> WindowBody<K, V, OUT, W> of(
            ProcessWindowFunction<V, OUT, K, W> function) {
        return new OfProcess<>(function);
    }

    public static <K, V, OUT, W extends Window> WindowBody<K, V, OUT, W> ofAll(AllWindowFunction<V, OUT, W> function) {
        return new OfAll<>(function);
    }

    public static <K, V, OUT, W extends Window> WindowBody<K, V, OUT, W> ofAll(
            ProcessAllWindowFunction<V, OUT, W> function) {
        return new OfProcessAll<>(function);
    }

    private static final class PassThrough<K, V, W extends Window> extends WindowBody<K, V, V, W> {
        private static final long serialVersionUID = 1L;

        PassThrough() {
            super(null);
        }

        @Override
        public void apply(K key, W window, Iterable<V> contents, Collector<V> out) {
            contents.forEach(out::collect);
        }
    }

    private static final class OfFunction<K, V, OUT, W extends Window> extends WindowBody<K, V, OUT, W> {
        private static final long serialVersionUID = 1L;

        private final WindowFunction<V, OUT, K, W> function;

        OfFunction(WindowFunction<V, OUT, K, W> function) {
            super(function);
            this.function = function;
        }

        @Override
        public void apply(K key, W window, Iterable<V> contents, Collector<OUT> out) throws Exception {
            function.apply(key, window, contents, out);
        }
    }

    private static final class OfAll<K, V, OUT, W extends Window> extends WindowBody<K, V, OUT, W> {
        private static final long serialVersionUID = 1L;

        private final AllWindowFunction<V, OUT, W> function;

        OfAll(AllWindowFunction<V, OUT, W> function) {
            super(function);
            this.function = function;
        }

        @Override
        public void apply(K key, W window, Iterable<V> contents, Collector<OUT> out) throws Exception {
            function.apply(window, contents, out);
        }
    }

    private static final class OfProcess<K, V, OUT, W extends Window> extends WindowBody<K, V, OUT, W> {
        private static final long serialVersionUID = 1L;

        private final ProcessWindowFunction<V, OUT, K, W> function;
        private transient @Nullable WindowScope<W> scope;

        OfProcess(ProcessWindowFunction<V, OUT, K, W> function) {
            super(function);
            this.function = function;
        }

        @Override
        public void open(RuntimeContext context, WindowScope<W> scope) throws Exception {
            super.open(context, scope);
            this.scope = scope;
        }

        @Override
        public void apply(K key, W window, Iterable<V> contents, Collector<OUT> out) throws Exception {
            function.process(key, new CallContext(function, window), contents, out);
        }

        @Override
        public void clear(K key, W window) throws Exception {
            function.clear(new CallContext(function, window));
        }

        private final class CallContext extends ProcessWindowFunction<V, OUT, K, W>.Context {
            private static final long serialVersionUID = 1L;

            private final W window;

            CallContext(ProcessWindowFunction<V, OUT, K, W> function, W window) {
                function.super();
                this.window = window;
            }

            private WindowScope<W> scope() {
                return Objects.requireNonNull(scope, "the context is valid in a running operator only");
            }

            @Override
            public W window() {
                return window;
            }

            @Override
            public long currentProcessingTime() {
                return scope().processingTime();
            }

            @Override
            public long currentWatermark() {
                return scope().watermark();
            }

            @Override
            public KeyedStateStore windowState() {
                return scope().windowState(window);
            }

            @Override
            public KeyedStateStore globalState() {
                return scope().globalState();
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                scope().output(outputTag, value, window);
            }
        }
    }

    private static final class OfProcessAll<K, V, OUT, W extends Window> extends WindowBody<K, V, OUT, W> {
        private static final long serialVersionUID = 1L;

        private final ProcessAllWindowFunction<V, OUT, W> function;
        private transient @Nullable WindowScope<W> scope;

        OfProcessAll(ProcessAllWindowFunction<V, OUT, W> function) {
            super(function);
            this.function = function;
        }

        @Override
        public void open(RuntimeContext context, WindowScope<W> scope) throws Exception {
            super.open(context, scope);
            this.scope = scope;
        }

        @Override
        public void apply(K key, W window, Iterable<V> contents, Collector<OUT> out) throws Exception {
            function.process(new CallContext(function, window), contents, out);
        }

        @Override
        public void clear(K key, W window) throws Exception {
            function.clear(new CallContext(function, window));
        }

        private final class CallContext extends ProcessAllWindowFunction<V, OUT, W>.Context {
            private final W window;

            CallContext(ProcessAllWindowFunction<V, OUT, W> function, W window) {
                function.super();
                this.window = window;
            }

            private WindowScope<W> scope() {
                return Objects.requireNonNull(scope, "the context is valid in a running operator only");
            }

            @Override
            public W window() {
                return window;
            }

            @Override
            public KeyedStateStore windowState() {
                return scope().windowState(window);
            }

            @Override
            public KeyedStateStore globalState() {
                return scope().globalState();
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                scope().output(outputTag, value, window);
            }
        }
    }
}
