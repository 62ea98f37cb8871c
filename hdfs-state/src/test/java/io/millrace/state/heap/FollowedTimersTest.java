package io.millrace.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateBackend.NamespacedState;
import io.millrace.dataflow.contract.KeyedStateInput;
import io.millrace.dataflow.contract.KeyedTimers;
import io.millrace.dataflow.state.ReducingState;
import io.millrace.dataflow.state.ReducingStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.Types;
import io.millrace.testing.seeds.Seeds;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** A namespace that is followed has the timers that it would have if each were registered and deleted by itself. */
class FollowedTimersTest {
    private static final int KEY_GROUPS = 8;
    private static final int WINDOWS = 4;

    /** Sums per window, each with a timer at its end: one for the window, or one for each key. */
    private static final class Sums {
        final KeyedStateBackend<Object> backend;
        final NamespacedState<Object, ReducingState<Integer>> sums;
        final KeyedTimers<Object, Object> timers;
        final boolean followed;

        Sums(boolean followed, KeyedStateInput restored) {
            this.followed = followed;
            backend = Backends.keyed("op", LateBoundTypeInfo.any(), KEY_GROUPS, 0, KEY_GROUPS - 1, () -> 5, restored);
            sums = backend.state(
                    LateBoundTypeInfo.any(), new ReducingStateDescriptor<>("sum", Integer::sum, Types.INT));
            timers = backend.timers("timers", LateBoundTypeInfo.any());
        }

        static long end(Object window) {
            return Character.digit(((String) window).charAt(1), 10);
        }

        void add(Object key, Object window, int number) throws Exception {
            backend.setCurrentKey(key);
            if (followed) {
                assertThat(timers.followEventTime(sums, window, end(window))).isTrue();
            } else if (sums.isEmpty(window)) {
                timers.registerEventTime(window, end(window));
            }
            sums.in(window).add(number);
        }

        void clear(Object key, Object window) {
            backend.setCurrentKey(key);
            // Also where windows are followed: keys that a snapshot brought have timers of their own.
            timers.deleteEventTime(window, end(window));
            sums.in(window).clear();
        }

        /** The next timer and what its key has, or null. */
        @Nullable
        String fire(long watermark, boolean keep) throws Exception {
            KeyedTimers.Timer<Object, Object> due = timers.pollEventTime(watermark);
            if (due == null) {
                return null;
            }
            backend.setCurrentKey(due.key());
            String seen = due + " " + sums.in(due.namespace()).get();
            if (!keep) {
                sums.in(due.namespace()).clear();
            }
            return seen;
        }

        Sums restored() throws Exception {
            Map<Integer, byte[]> blocks = new TreeMap<>();
            backend.capture(1).writeTo(blocks::put);
            return new Sums(followed, (first, last, target) -> {
                for (Map.Entry<Integer, byte[]> block : blocks.entrySet()) {
                    target.keyGroup(block.getKey(), block.getValue());
                }
            });
        }
    }

    private static Object mixed(int number) {
        return switch (number % 4) {
            case 0 -> "key" + number;
            case 1 -> (long) number;
            case 2 -> number;
            default -> Tuple2.of(number, "tuple");
        };
    }

    @ParameterizedTest
    @Seeds(60)
    void wholeNumbers(long seed, int size) throws Exception {
        compare(seed, size, number -> (long) number);
    }

    @ParameterizedTest
    @Seeds(60)
    void keysOfAllKinds(long seed, int size) throws Exception {
        compare(seed, size, FollowedTimersTest::mixed);
    }

    private static void compare(long seed, int size, IntFunction<Object> keyOf) throws Exception {
        Random random = new Random(seed);
        Sums followed = new Sums(true, KeyedStateInput.none());
        Sums single = new Sums(false, KeyedStateInput.none());
        for (int i = 0; i < size * 20; i++) {
            Object key = keyOf.apply(random.nextInt(1 + size * 3));
            Object window = "w" + random.nextInt(WINDOWS);
            switch (random.nextInt(12)) {
                case 0 -> {
                    followed.clear(key, window);
                    single.clear(key, window);
                }
                case 1 -> {
                    if (random.nextInt(10) == 0) {
                        long watermark = random.nextInt(WINDOWS);
                        fireAll(followed, single, watermark);
                    }
                }
                case 2 -> {
                    if (random.nextInt(20) == 0) {
                        followed = followed.restored();
                        single = single.restored();
                    }
                }
                case 3 -> {
                    followed.backend.setCurrentKey(key);
                    followed.timers.registerEventTime("other", 10);
                    single.backend.setCurrentKey(key);
                    single.timers.registerEventTime("other", 10);
                }
                default -> {
                    followed.add(key, window, i);
                    single.add(key, window, i);
                }
            }
        }
        fireAll(followed, single, WINDOWS);
        assertThat(followed.sums.isEmpty("w0")).isTrue();
    }

    private static void fireAll(Sums followed, Sums single, long watermark) throws Exception {
        String expected = single.fire(watermark, false);
        while (expected != null) {
            assertThat(followed.fire(watermark, false)).isEqualTo(expected);
            expected = single.fire(watermark, false);
        }
        assertThat(followed.fire(watermark, false)).isNull();
    }

    @Test
    void aKeyThatKeepsItsValueHasOneTimerAllTheSame() throws Exception {
        Sums sums = new Sums(true, KeyedStateInput.none());
        sums.add(1L, "w3", 10);
        sums.clear(1L, "w3");
        sums.add(2L, "w3", 20);
        sums.add(1L, "w3", 30);
        assertThat(sums.fire(3, true)).isEqualTo("Timer[key=2, namespace=w3, time=3] 20");
        assertThat(sums.fire(3, true)).isEqualTo("Timer[key=1, namespace=w3, time=3] 30");
        assertThat(sums.fire(3, true)).isNull();
        sums.backend.setCurrentKey(1L);
        assertThat(sums.sums.in("w3").get()).isEqualTo(30);
    }

    @Test
    void theTimersOfSingleKeysComeFirst() throws Exception {
        Sums sums = new Sums(true, KeyedStateInput.none());
        sums.add(1L, "w3", 10);
        sums = sums.restored();
        sums.add(2L, "w3", 20);
        sums.add(1L, "w3", 5);
        assertThat(sums.fire(3, false)).isEqualTo("Timer[key=1, namespace=w3, time=3] 15");
        assertThat(sums.fire(3, false)).isEqualTo("Timer[key=2, namespace=w3, time=3] 20");
        assertThat(sums.fire(3, false)).isNull();
    }

    @Test
    void aWindowThatBeginsAgainFiresAgain() throws Exception {
        Sums sums = new Sums(true, KeyedStateInput.none());
        for (int round = 0; round < 3; round++) {
            sums.add("a", "w3", round);
            assertThat(sums.fire(2, false)).isNull();
            assertThat(sums.fire(3, false)).isEqualTo("Timer[key=a, namespace=w3, time=3] " + round);
            assertThat(sums.fire(3, false)).isNull();
        }
    }
}
