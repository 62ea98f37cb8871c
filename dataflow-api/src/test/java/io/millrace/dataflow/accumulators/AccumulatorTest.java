package io.millrace.dataflow.accumulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
    @Test
    void mergesByNameAndLeavesTheOthersAlone() {
        Map<String, Accumulator<?, ?>> total = new LinkedHashMap<>();
        for (int instance = 1; instance <= 3; instance++) {
            IntCounter count = new IntCounter();
            count.add(instance);
            AverageAccumulator average = new AverageAccumulator();
            average.add((double) instance);
            Histogram histogram = new Histogram();
            histogram.add(instance % 2);
            LongMaximum largest = new LongMaximum();
            largest.add(instance);
            DoubleMinimum smallest = new DoubleMinimum();
            smallest.add((double) instance);
            ListAccumulator<String> all = new ListAccumulator<>();
            all.add("i" + instance);
            Map<String, Accumulator<?, ?>> own = new LinkedHashMap<>();
            own.put("count", count);
            own.put("average", average);
            own.put("histogram", histogram);
            own.put("largest", largest);
            own.put("smallest", smallest);
            own.put("all", all);
            AccumulatorHelper.mergeInto(total, own);
            assertThat(count.getLocalValuePrimitive()).isEqualTo(instance);
        }
        assertThat(AccumulatorHelper.toResultMap(total))
                .containsEntry("count", 6)
                .containsEntry("average", 2.0)
                .containsEntry("histogram", new java.util.TreeMap<>(Map.of(0, 1, 1, 2)))
                .containsEntry("largest", 3L)
                .containsEntry("smallest", 1.0)
                .containsEntry("all", List.of("i1", "i2", "i3"));
    }

    @Test
    void refusesOneNameForTwoClasses() {
        Map<String, Accumulator<?, ?>> total = new LinkedHashMap<>(Map.of("n", new IntCounter()));
        assertThatThrownBy(() -> AccumulatorHelper.mergeInto(total, Map.of("n", new LongCounter())))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'n'")
                .hasMessageContaining("LongCounter");
    }

    @Test
    void resetsToItsStart() {
        IntMinimum smallest = new IntMinimum();
        smallest.add(3);
        smallest.resetLocal();
        assertThat(smallest.getLocalValue()).isEqualTo(Integer.MAX_VALUE);
        assertThat(new AverageAccumulator().getLocalValue()).isZero();
    }
}
