package io.millrace.testing.failures;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.co.KeyedBroadcastProcessFunction;
import io.millrace.datastream.functions.co.KeyedCoProcessFunction;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.windowing.windows.TimeWindow;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions whose results do not depend on the order in which two streams come. */
final class Functions {
    private Functions() {}

    /** {@code key[start,end)=sum}. */
    static final class Sums extends ProcessWindowFunction<Long, String, Long, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(Long key, Context context, Iterable<Long> numbers, Collector<String> out) {
            long sum = 0;
            for (Long number : numbers) {
                sum += number;
            }
            TimeWindow window = context.window();
            out.collect(key + "[" + window.getStart() + "," + window.getEnd() + ")=" + sum);
        }
    }

    /** Each number's place among those of its key, as {@code key=place}. */
    static final class Places extends KeyedProcessFunction<Long, Long, String> {
        private static final long serialVersionUID = 1L;
        private static final ValueStateDescriptor<Long> PLACE = new ValueStateDescriptor<>("place", Types.LONG);

        @Override
        public void processElement(Long number, Context context, Collector<String> out) throws Exception {
            ValueState<Long> state = getRuntimeContext().getState(PLACE);
            Long before = state.value();
            long place = before == null ? 1 : before + 1;
            state.update(place);
            out.collect(context.getCurrentKey() + "=" + place);
        }
    }

    /** Each pair of a left and a right number of a key, as {@code left,right}. */
    static final class Pairs extends KeyedCoProcessFunction<Long, Long, Long, String> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable ListState<Long> lefts;
        private transient @Nullable ListState<Long> rights;

        @Override
        public void open(OpenContext context) {
            lefts = getRuntimeContext().getListState(new ListStateDescriptor<>("lefts", Types.LONG));
            rights = getRuntimeContext().getListState(new ListStateDescriptor<>("rights", Types.LONG));
        }

        @Override
        public void processElement1(Long left, Context context, Collector<String> out) throws Exception {
            Objects.requireNonNull(lefts).add(left);
            for (Long right : Objects.requireNonNull(rights).get()) {
                out.collect(left + "," + right);
            }
        }

        @Override
        public void processElement2(Long right, Context context, Collector<String> out) throws Exception {
            Objects.requireNonNull(rights).add(right);
            for (Long left : Objects.requireNonNull(lefts).get()) {
                out.collect(left + "," + right);
            }
        }
    }

    /** Each number with each rule, as {@code number*rule}. */
    static final class Rules extends KeyedBroadcastProcessFunction<Long, Long, Long, String> {
        static final MapStateDescriptor<Long, Long> RULES = new MapStateDescriptor<>("rules", Types.LONG, Types.LONG);

        private static final long serialVersionUID = 1L;
        private static final ListStateDescriptor<Long> NUMBERS = new ListStateDescriptor<>("numbers", Types.LONG);

        @Override
        public void processElement(Long number, ReadOnlyContext context, Collector<String> out) throws Exception {
            getRuntimeContext().getListState(NUMBERS).add(number);
            for (Map.Entry<Long, Long> rule : context.getBroadcastState(RULES).immutableEntries()) {
                out.collect(number + "*" + rule.getKey());
            }
        }

        @Override
        public void processBroadcastElement(Long rule, Context context, Collector<String> out) throws Exception {
            context.getBroadcastState(RULES).put(rule, rule);
            context.applyToKeyedState(NUMBERS, (key, numbers) -> {
                for (Long number : numbers.get()) {
                    out.collect(number + "*" + rule);
                }
            });
        }
    }
}
