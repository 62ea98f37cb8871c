package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.Function;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.ProcessFunction;
import org.jspecify.annotations.Nullable;

/** A plain process function on a keyed stream, where it has timers and keyed state. */
public final class KeyedProcessAdapter<K, IN, OUT> extends KeyedProcessFunction<K, IN, OUT> implements Wrapping {
    private static final long serialVersionUID = 1L;

    private final ProcessFunction<IN, OUT> function;
    private transient @Nullable Element element;
    private transient @Nullable DueTimer timer;

    public KeyedProcessAdapter(ProcessFunction<IN, OUT> function) {
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
    public void processElement(IN value, Context ctx, Collector<OUT> out) throws Exception {
        Element known = element;
        if (known == null) {
            known = new Element(function, ctx);
            element = known;
        }
        function.processElement(value, known, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext ctx, Collector<OUT> out) throws Exception {
        DueTimer known = timer;
        if (known == null) {
            known = new DueTimer(function, ctx);
            timer = known;
        }
        function.onTimer(timestamp, known, out);
    }

    @Override
    public void close() throws Exception {
        Delegating.close(function);
    }

    private final class Element extends ProcessFunction<IN, OUT>.Context {
        private final Context keyed;

        Element(ProcessFunction<IN, OUT> function, Context keyed) {
            function.super();
            this.keyed = keyed;
        }

        @Override
        public @Nullable Long timestamp() {
            return keyed.timestamp();
        }

        @Override
        public TimerService timerService() {
            return keyed.timerService();
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            keyed.output(outputTag, value);
        }
    }

    private final class DueTimer extends ProcessFunction<IN, OUT>.OnTimerContext {
        private final OnTimerContext keyed;

        DueTimer(ProcessFunction<IN, OUT> function, OnTimerContext keyed) {
            function.super();
            this.keyed = keyed;
        }

        @Override
        public @Nullable Long timestamp() {
            return keyed.timestamp();
        }

        @Override
        public TimerService timerService() {
            return keyed.timerService();
        }

        @Override
        public TimeDomain timeDomain() {
            return keyed.timeDomain();
        }

        @Override
        public <X> void output(OutputTag<X> outputTag, X value) {
            keyed.output(outputTag, value);
        }
    }
}
