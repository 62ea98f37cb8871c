package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.TimeDomain;
import io.millrace.datastream.TimerService;
import io.millrace.datastream.functions.co.CoProcessFunction;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;
import org.jspecify.annotations.Nullable;

/** A plain co-process function on two keyed streams, where it has timers and keyed state. */
public final class KeyedCoProcessAdapter<K, L, R, OUT> extends KeyedCoProcessFunction<K, L, R, OUT> {
    private static final long serialVersionUID = 1L;

    private final CoProcessFunction<L, R, OUT> function;
    private transient @Nullable Element element;
    private transient @Nullable DueTimer timer;

    public KeyedCoProcessAdapter(CoProcessFunction<L, R, OUT> function) {
        this.function = function;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        Delegating.open(function, getRuntimeContext(), openContext);
    }

    @Override
    public void processElement1(L value, Context ctx, Collector<OUT> out) throws Exception {
        function.processElement1(value, elementOf(ctx), out);
    }

    @Override
    public void processElement2(R value, Context ctx, Collector<OUT> out) throws Exception {
        function.processElement2(value, elementOf(ctx), out);
    }

    /** The operator gives the same context object to every call. */
    private Element elementOf(Context ctx) {
        Element known = element;
        if (known == null) {
            known = new Element(function, ctx);
            element = known;
        }
        return known;
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

    private final class Element extends CoProcessFunction<L, R, OUT>.Context {
        private final Context keyed;

        Element(CoProcessFunction<L, R, OUT> function, Context keyed) {
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

    private final class DueTimer extends CoProcessFunction<L, R, OUT>.OnTimerContext {
        private final OnTimerContext keyed;

        DueTimer(CoProcessFunction<L, R, OUT> function, OnTimerContext keyed) {
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
