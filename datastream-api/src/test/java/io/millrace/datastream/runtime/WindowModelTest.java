package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.windowing.ProcessWindowFunction;
import io.millrace.datastream.plan.StepContext;
import io.millrace.datastream.windowing.assigners.EventTimeSessionWindows;
import io.millrace.datastream.windowing.assigners.SlidingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.datastream.windowing.assigners.WindowAssigner;
import io.millrace.datastream.windowing.windows.TimeWindow;
import io.millrace.testing.seeds.Seeds;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

/** Windows of random streams, out of order within a bound, against a model that sees all records at once. */
class WindowModelTest {
    private static final long BOUND_MS = 40;

    /** One record of a random stream. */
    record Event(String key, long value, long timestamp) implements Serializable {}

    /** A window of one key, and what its values come to. */
    record Result(String key, long start, long end, List<Long> values) {}

    /** Shows a window with all its values, sorted. */
    private static final class Show extends ProcessWindowFunction<Event, Result, String, TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public void process(String key, Context context, Iterable<Event> elements, Collector<Result> out) {
            List<Long> values = new ArrayList<>();
            elements.forEach(event -> values.add(event.value()));
            values.sort(Comparator.naturalOrder());
            out.collect(new Result(
                    key, context.window().getStart(), context.window().getEnd(), values));
        }
    }

    private static List<Event> randomStream(Random random, int count) {
        List<Event> events = new ArrayList<>();
        long time = random.nextInt(1000) - 500L;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(10);
            events.add(new Event("k" + random.nextInt(3), i, time - random.nextInt((int) BOUND_MS)));
        }
        return events;
    }

    /** As many tasks as {@code tasks} share the keys; each sees its own records and watermarks, at random moments. */
    private static List<Result> run(
            WindowAssigner<?, TimeWindow> assigner, List<Event> events, int tasks, Random random, boolean batch)
            throws Exception {
        List<Result> results = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            int part = task;
            OperatorFactory window = factory(assigner, 0);
            KeySelector<Event, String> keys = Event::key;
            OperatorFactory factory = batch
                    ? BatchMode.keyed(window, keys, type(), new StepContext(true, new ExecutionConfig()))
                    : window;
            try (OperatorHarness<Result> harness = new OperatorHarness<>(factory)) {
                long newest = Long.MIN_VALUE + BOUND_MS + 1;
                for (Event event : events) {
                    newest = Math.max(newest, event.timestamp());
                    if (Math.floorMod(event.key().hashCode(), tasks) == part) {
                        harness.process(event, event.timestamp());
                    }
                    if (!batch && random.nextInt(4) == 0) {
                        harness.watermark(newest - BOUND_MS);
                    }
                }
                harness.watermark(Long.MAX_VALUE).endInput();
                harness.takeOutput().forEach(out -> {
                    assertThat(out.timestamp()).isEqualTo(out.value().end() - 1);
                    results.add(out.value());
                });
            }
        }
        return results;
    }

    @SuppressWarnings("unchecked")
    private static WindowFactory<String, Event, Event, Result, TimeWindow> factory(
            WindowAssigner<?, TimeWindow> assigner, long latenessMs) {
        WindowAssigner<Event, TimeWindow> typed = (WindowAssigner<Event, TimeWindow>) assigner;
        return new WindowFactory<>(
                Event::key,
                Types.STRING,
                type(),
                typed,
                typed.getDefaultTrigger(),
                null,
                latenessMs,
                new OutputTag<Event>("late", type()),
                WindowContents.all(type()),
                WindowBody.of(new Show()));
    }

    private static TypeInformation<Event> type() {
        return TypeInformation.of(Event.class);
    }

    private static void check(
            WindowAssigner<?, TimeWindow> assigner, List<Event> events, Random random, List<Result> expected)
            throws Exception {
        for (int tasks : new int[] {1, 2, 3}) {
            assertThat(run(assigner, events, tasks, random, false)).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(run(assigner, events, 2, random, true)).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Result> model(Map<List<Object>, List<Long>> windows) {
        List<Result> results = new ArrayList<>();
        windows.forEach((window, values) ->
                results.add(new Result((String) window.get(0), (Long) window.get(1), (Long) window.get(2), values)));
        return results;
    }

    @ParameterizedTest
    @Seeds(20)
    void tumblingWindowsHoldWhatFallsIntoThem(long seed, int size) throws Exception {
        Random random = new Random(seed);
        long length = 1L + random.nextInt(100);
        long offset = random.nextInt((int) length);
        List<Event> events = randomStream(random, size * 10);
        Map<List<Object>, List<Long>> windows = new HashMap<>();
        for (Event event : events) {
            // The slow way to the window's start: walk to it.
            long start = -10_000 * length + offset;
            while (start + length <= event.timestamp()) {
                start += length;
            }
            windows.computeIfAbsent(List.of(event.key(), start, start + length), w -> new ArrayList<>())
                    .add(event.value());
        }
        check(
                TumblingEventTimeWindows.of(Duration.ofMillis(length), Duration.ofMillis(offset)),
                events,
                random,
                model(windows));
    }

    @ParameterizedTest
    @Seeds(20)
    void slidingWindowsHoldWhatFallsIntoThem(long seed, int size) throws Exception {
        Random random = new Random(seed);
        long slide = 1L + random.nextInt(50);
        long length = 1L + random.nextInt(100);
        List<Event> events = randomStream(random, size * 5);
        Map<List<Object>, List<Long>> windows = new HashMap<>();
        for (Event event : events) {
            for (long start = -200 * slide; start <= event.timestamp(); start += slide) {
                if (event.timestamp() < start + length) {
                    windows.computeIfAbsent(List.of(event.key(), start, start + length), w -> new ArrayList<>())
                            .add(event.value());
                }
            }
        }
        List<Event> afterTheStart = events.stream()
                .filter(e -> e.timestamp() > -190 * slide + length)
                .toList();
        assumeThat(afterTheStart).hasSameSizeAs(events);
        check(
                SlidingEventTimeWindows.of(Duration.ofMillis(length), Duration.ofMillis(slide)),
                events,
                random,
                model(windows));
    }

    @ParameterizedTest
    @Seeds(30)
    void sessionsEndWhereTheGapIs(long seed, int size) throws Exception {
        Random random = new Random(seed);
        long gap = 1L + random.nextInt(30);
        List<Event> events = randomStream(random, size * 10);
        Map<List<Object>, List<Long>> windows = new HashMap<>();
        for (String key : List.of("k0", "k1", "k2")) {
            List<Event> ofKey = events.stream()
                    .filter(event -> event.key().equals(key))
                    .sorted(Comparator.comparingLong(Event::timestamp))
                    .toList();
            int first = 0;
            for (int i = 1; i <= ofKey.size(); i++) {
                if (i == ofKey.size()
                        || ofKey.get(i).timestamp() > ofKey.get(i - 1).timestamp() + gap) {
                    List<Long> values = new ArrayList<>();
                    ofKey.subList(first, i).forEach(event -> values.add(event.value()));
                    values.sort(Comparator.naturalOrder());
                    long end = ofKey.get(i - 1).timestamp() + gap;
                    windows.put(List.of(key, ofKey.get(first).timestamp(), end), values);
                    first = i;
                }
            }
        }
        check(EventTimeSessionWindows.withGap(Duration.ofMillis(gap)), events, random, model(windows));
    }

    @ParameterizedTest
    @Seeds(15)
    void everyRecordIsInItsWindowOrLate(long seed, int size) throws Exception {
        Random random = new Random(seed);
        long lateness = random.nextInt(20);
        List<Event> events = randomStream(random, size * 10);
        try (OperatorHarness<Result> harness =
                new OperatorHarness<>(factory(TumblingEventTimeWindows.of(Duration.ofMillis(10)), lateness))) {
            long watermark = Long.MIN_VALUE;
            Map<List<Object>, List<Long>> last = new HashMap<>();
            List<Object> expectedLate = new ArrayList<>();
            Map<List<Object>, List<Long>> expected = new HashMap<>();
            for (Event event : events) {
                long start = Math.floorDiv(event.timestamp(), 10) * 10;
                if (start + 9 + lateness <= watermark) {
                    expectedLate.add(event);
                } else {
                    expected.computeIfAbsent(List.of(event.key(), start, start + 10), w -> new ArrayList<>())
                            .add(event.value());
                }
                harness.process(event, event.timestamp());
                if (random.nextInt(3) == 0) {
                    watermark = Math.max(watermark, event.timestamp());
                    harness.watermark(watermark);
                }
            }
            harness.watermark(Long.MAX_VALUE);
            // The last firing of a window shows all that it ever held.
            harness.takeValues().forEach(r -> last.put(List.of(r.key(), r.start(), r.end()), r.values()));

            assertThat(last).isEqualTo(expected);
            assertThat(harness.side("late")).isEqualTo(expectedLate);
        }
    }
}
