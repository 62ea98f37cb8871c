package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.taskmanager.exchange.WatermarkValve.Change;
import io.millrace.testing.seeds.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class WatermarkValveTest {
    /** What the valve should be, computed anew from the whole history of each lane. */
    private static final class Model {
        private final List<List<Long>> watermarks = new ArrayList<>();
        private final List<String> states = new ArrayList<>();
        private long highest = Long.MIN_VALUE;

        Model(int lanes) {
            for (int i = 0; i < lanes; i++) {
                watermarks.add(new ArrayList<>(List.of(Long.MIN_VALUE)));
                states.add("active");
            }
        }

        private long at(int lane) {
            return watermarks.get(lane).stream().max(Long::compare).orElseThrow();
        }

        private List<Integer> lanes(String state) {
            List<Integer> lanes = new ArrayList<>();
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i).equals(state)) {
                    lanes.add(i);
                }
            }
            return lanes;
        }

        private boolean stillWorks(int lane) {
            return at(lane) < Long.MAX_VALUE;
        }

        void update() {
            List<Long> waitedFor = lanes("active").stream()
                    .filter(this::stillWorks)
                    .map(this::at)
                    .toList();
            if (!waitedFor.isEmpty()) {
                highest = Math.max(highest, Collections.min(waitedFor));
            } else if (!idle() && IntStream.range(0, states.size()).anyMatch(lane -> !stillWorks(lane))) {
                highest = Long.MAX_VALUE;
            }
        }

        boolean idle() {
            return lanes("idle").stream().anyMatch(this::stillWorks)
                    && lanes("active").stream().noneMatch(this::stillWorks);
        }
    }

    @ParameterizedTest
    @Seeds(200)
    void agreesWithTheModelWhateverTheLanesSay(long seed, int size) {
        Random random = new Random(seed);
        int lanes = 1 + random.nextInt(5);
        WatermarkValve valve = new WatermarkValve(lanes);
        Model model = new Model(lanes);
        for (int i = 0; i < size * 3; i++) {
            int lane = random.nextInt(lanes);
            long before = valve.watermark();
            boolean wasIdle = valve.isIdle();
            Change change = act(random, lane, valve, model);
            model.update();

            assertThat(valve.watermark()).isEqualTo(model.highest).isGreaterThanOrEqualTo(before);
            assertThat(valve.isIdle()).isEqualTo(model.idle());
            assertThat(change == Change.WATERMARK).isEqualTo(valve.watermark() > before);
            assertThat(change == Change.IDLE).isEqualTo(!wasIdle && valve.isIdle());
            if (change == Change.ACTIVE) {
                assertThat(wasIdle && !valve.isIdle()).isTrue();
            }
        }
    }

    private static Change act(Random random, int lane, WatermarkValve valve, Model model) {
        boolean over = model.states.get(lane).equals("over");
        switch (random.nextInt(8)) {
            case 0:
                if (!over) {
                    model.states.set(lane, "idle");
                }
                return valve.idle(lane);
            case 1:
                if (!over) {
                    model.states.set(lane, "active");
                }
                return valve.active(lane);
            case 2:
                if (random.nextInt(4) > 0) {
                    return Change.NONE;
                }
                model.states.set(lane, "over");
                return valve.ended(lane);
            default:
                long watermark = random.nextInt(12) == 0 ? Long.MAX_VALUE : random.nextInt(100);
                if (!over) {
                    model.states.set(lane, "active");
                    model.watermarks.get(lane).add(watermark);
                }
                return valve.watermark(lane, watermark);
        }
    }

    @Test
    void waitsForTheSlowestLane() {
        WatermarkValve valve = new WatermarkValve(2);

        assertThat(valve.watermark(0, 10)).isEqualTo(Change.NONE);
        assertThat(valve.watermark(1, 5)).isEqualTo(Change.WATERMARK);
        assertThat(valve.watermark()).isEqualTo(5);
    }

    @Test
    void doesNotWaitForAnIdleLane() {
        WatermarkValve valve = new WatermarkValve(2);
        valve.watermark(0, 10);

        assertThat(valve.idle(1)).isEqualTo(Change.WATERMARK);
        assertThat(valve.watermark()).isEqualTo(10);
        assertThat(valve.idle(0)).isEqualTo(Change.IDLE);
        assertThat(valve.active(1)).isEqualTo(Change.ACTIVE);
        assertThat(valve.watermark()).isEqualTo(10);
    }

    @Test
    void aLaneThatIsThroughDoesNotCarryTimePastAnIdleOne() {
        WatermarkValve valve = new WatermarkValve(2);
        valve.watermark(0, 5);
        valve.idle(1);

        assertThat(valve.watermark(0, Long.MAX_VALUE)).isEqualTo(Change.IDLE);
        assertThat(valve.watermark()).isEqualTo(5);
        assertThat(valve.watermark(1, 7)).isEqualTo(Change.WATERMARK);
        assertThat(valve.watermark(1, Long.MAX_VALUE)).isEqualTo(Change.WATERMARK);
        assertThat(valve.watermark()).isEqualTo(Long.MAX_VALUE);
    }
}
