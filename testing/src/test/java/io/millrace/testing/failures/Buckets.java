package io.millrace.testing.failures;

import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.functions.KeyedProcessFunction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Windows made by hand of every kind of state: {@code key/bucket=sum/place among the key's buckets}, where the sum is in a map
 * and must be that of a list, emitted by a timer at the bucket's end.
 */
final class Buckets extends KeyedProcessFunction<Long, Long, String> {
    static final long SIZE = 250;

    private static final long serialVersionUID = 1L;

    private transient @Nullable MapState<Long, Long> sums;
    private transient @Nullable ListState<Long> numbers;
    private transient @Nullable ValueState<Integer> places;

    @Override
    public void open(OpenContext context) {
        sums = getRuntimeContext().getMapState(new MapStateDescriptor<>("sums", Types.LONG, Types.LONG));
        numbers = getRuntimeContext().getListState(new ListStateDescriptor<>("numbers", Types.LONG));
        places = getRuntimeContext().getState(new ValueStateDescriptor<>("places", Types.INT));
    }

    @Override
    public void processElement(Long number, Context context, Collector<String> out) throws Exception {
        MapState<Long, Long> byBucket = Objects.requireNonNull(sums);
        long bucket = Objects.requireNonNull(context.timestamp()) / SIZE;
        Long before = byBucket.get(bucket);
        byBucket.put(bucket, before == null ? number : before + number);
        Objects.requireNonNull(numbers).add(number);
        context.timerService().registerEventTimeTimer((bucket + 1) * SIZE - 1);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        ValueState<Integer> state = Objects.requireNonNull(places);
        Integer before = state.value();
        int place = before == null ? 0 : before + 1;
        state.update(place);
        long bucket = timestamp / SIZE;
        MapState<Long, Long> byBucket = Objects.requireNonNull(sums);
        Long sum = byBucket.get(bucket);
        byBucket.remove(bucket);
        long left = 0;
        for (Long other : byBucket.values()) {
            left += other;
        }
        ListState<Long> list = Objects.requireNonNull(numbers);
        long all = 0;
        for (Long number : list.get()) {
            all += number;
        }
        // The list keeps what the map keeps: one number that stands for all that are left.
        list.update(List.of(left));
        out.collect(context.getCurrentKey() + "/" + bucket + "=" + sum + "/" + place + (all == left + sum ? "" : "?"));
    }
}
