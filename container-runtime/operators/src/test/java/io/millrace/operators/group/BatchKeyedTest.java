package io.millrace.operators.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.FullDisk;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestOutput;
import io.millrace.operators.harness.TestPages;
import io.millrace.operators.sort.ExternalSort;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;

class BatchKeyedTest {
    private static final KeySelector<String, String> KEY = record -> record.substring(0, 1);

    /** Writes down how it is called, and emits a line per record and one at the end of each key, by two pieces. */
    private static final class Calls implements OneInputOperator<String, String>, KeyByKey {
        private final List<String> calls = new ArrayList<>();
        private Output<String> output;

        @Override
        public void open(OperatorContext context, Output<String> output) {
            this.output = output;
            context.keyedState(Types.STRING);
        }

        @Override
        public void keyStarted() {
            calls.add("key");
        }

        @Override
        public void process(String record, long timestamp) {
            calls.add(record + "@" + timestamp);
            output.collect(record, timestamp);
        }

        @Override
        public Emission<String> onWatermark(long watermark) {
            calls.add("watermark " + (watermark == Long.MAX_VALUE));
            List<String> pieces = new ArrayList<>(List.of("timer 1", "timer 2"));
            return to -> {
                to.collect(pieces.remove(0), 0);
                return !pieces.isEmpty();
            };
        }

        @Override
        public Emission<String> onTime(long now) {
            calls.add("time " + (now == Long.MAX_VALUE));
            return Emission.none();
        }

        @Override
        public Emission<String> endInput() {
            calls.add("end");
            return to -> {
                to.collect("end", 0);
                return false;
            };
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    /** Knows only which keys were dropped. */
    private static final class Drops implements KeyedStateBackend<String> {
        private final List<String> dropped = new ArrayList<>();
        private String current = "none";

        @Override
        public void setCurrentKey(String key) {
            current = key;
        }

        @Override
        public String currentKey() {
            return current;
        }

        @Override
        public <S extends State> S state(StateDescriptor<S, ?> descriptor) {
            throw new AssertionError("no state here");
        }

        @Override
        public <N, S extends State> NamespacedState<N, S> state(
                TypeInformation<N> namespaceType, StateDescriptor<S, ?> descriptor) {
            throw new AssertionError("no state here");
        }

        @Override
        public <N> KeyedTimers<String, N> timers(String name, TypeInformation<N> namespaceType) {
            throw new AssertionError("no timers here");
        }

        @Override
        public List<String> keys(StateDescriptor<?, ?> descriptor) {
            throw new AssertionError("no state here");
        }

        @Override
        public void dropCurrentKey() {
            dropped.add(current);
        }
    }

    private static List<String> run(
            BatchKeyedOperator<String, String, String> operator, TestContext context, Input input) throws Exception {
        TestOutput<String> output = new TestOutput<>();
        operator.open(context, output);
        for (int i = 0; i < input.records.size(); i++) {
            operator.process(input.records.get(i), input.timestamps.get(i));
            assertThat(operator.onWatermark(i)).isSameAs(Emission.none());
        }
        Emission<String> all = operator.endInput();
        while (all.next(output)) {
            continue;
        }
        operator.close();
        return output.records;
    }

    private static final class Input {
        private final List<String> records = new ArrayList<>();
        private final List<Long> timestamps = new ArrayList<>();

        Input add(String record, long timestamp) {
            records.add(record);
            timestamps.add(timestamp);
            return this;
        }
    }

    @Test
    void runsOneKeyAfterAnotherAndFiresItsTimersAndDropsItsState() throws Exception {
        Calls calls = new Calls();
        Drops drops = new Drops();
        TestContext context = new TestContext();
        context.keyedState = drops;
        List<String> output = run(
                new BatchKeyedOperator<>(calls, KEY, Types.STRING),
                context,
                new Input().add("a1", 5).add("b1", 4).add("a2", 3).add("a3", 5));
        List<String> a = List.of("key", "a2@3", "a1@5", "a3@5", "watermark true", "time true");
        List<String> b = List.of("key", "b1@4", "watermark true", "time true");
        List<String> expected = new ArrayList<>();
        boolean aFirst = calls.calls.get(1).startsWith("a");
        expected.addAll(aFirst ? a : b);
        expected.addAll(aFirst ? b : a);
        expected.addAll(List.of("end", "close"));
        assertThat(calls.calls).isEqualTo(expected);
        assertThat(drops.dropped).isEqualTo(aFirst ? List.of("a", "b") : List.of("b", "a"));
        assertThat(output).hasSize(4 + 2 * 2 + 1).endsWith("timer 1", "timer 2", "end");
    }

    @ParameterizedTest
    @Seeds(15)
    void givesEachKeyItsRecordsByTimeAndThenByArrival(long seed, int size) throws Exception {
        Random random = new Random(seed);
        Input input = new Input();
        Map<String, List<String>> model = new LinkedHashMap<>();
        for (int i = 0; i < size * 40; i++) {
            String key = String.valueOf((char) ('a' + random.nextInt(size)));
            long timestamp = random.nextInt(20);
            input.add(key + i, timestamp);
            model.computeIfAbsent(key, any -> new ArrayList<>()).add(String.format("%02d %s%05d", timestamp, key, i));
        }
        Calls calls = new Calls();
        TestContext context = new TestContext();
        context.keyedState = new Drops();
        if (random.nextBoolean()) {
            context.pages = new TestPages(256, ExternalSort.PAGES_MIN + random.nextInt(10));
        }
        run(new BatchKeyedOperator<>(calls, KEY, Types.STRING), context, input);
        assertThat(context.spillFiles).isEmpty();
        Map<String, List<String>> seen = new LinkedHashMap<>();
        for (String call : calls.calls) {
            int at = call.indexOf('@');
            if (at > 0) {
                String key = call.substring(0, 1);
                seen.computeIfAbsent(key, any -> new ArrayList<>())
                        .add(String.format(
                                "%02d %s%05d",
                                Integer.parseInt(call.substring(at + 1)),
                                key,
                                Integer.parseInt(call.substring(1, at))));
            }
        }
        model.values().forEach(java.util.Collections::sort);
        assertThat(seen).isEqualTo(model);
    }

    @Test
    void refusesAnOperatorThatCannotBeginEventTimeAnew() {
        OneInputOperator<String, String> plain = new LimitOperator<>(1);
        assertThatThrownBy(() -> new BatchKeyedOperator<>(plain, KEY, Types.STRING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LimitOperator")
                .hasMessageContaining("KeyByKey");
    }

    @Test
    void keepsKeysApartThatHaveTheSameHashWhenTheyAreSpilled() throws Exception {
        KeySelector<String, String> firstTwo = record -> record.substring(0, 2);
        TestContext context = new TestContext();
        Drops drops = new Drops();
        context.keyedState = drops;
        context.pages = new TestPages(256, ExternalSort.PAGES_MIN);
        Input input = new Input();
        for (int i = 0; i < 50; i++) {
            input.add("Aa" + i, i).add("BB" + i, i);
        }
        Calls calls = new Calls();
        run(new BatchKeyedOperator<>(calls, firstTwo, Types.STRING), context, input);

        assertThat(drops.dropped).containsExactly("Aa", "BB");
        assertThat(calls.calls.subList(0, 51)).startsWith("key", "Aa0@0").endsWith("Aa49@49");
        assertThat(calls.calls.subList(53, 104)).startsWith("key", "BB0@0").endsWith("BB49@49");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesFileAndSettingWhenTheDiskIsFull() throws Exception {
        TestContext context = new TestContext();
        context.keyedState = new Drops();
        context.pages = new TestPages(256, ExternalSort.PAGES_MIN);
        context.files = new FullDisk();
        Input input = new Input();
        for (int i = 0; i < 1_000; i++) {
            input.add("a" + i, i);
        }
        assertThatThrownBy(() -> run(new BatchKeyedOperator<>(new Calls(), KEY, Types.STRING), context, input))
                .isInstanceOf(SpillFailedException.class)
                .hasMessageContaining("the sorted input of a keyed batch operator cannot write its spill file")
                .hasMessageContaining("'io.tmp.dirs'");
    }
}
