package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.graph.ExchangePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangeWiringTest {
    private static final List<ExchangePattern> PATTERNS = List.of(
            new ExchangePattern.Rescale(),
            new ExchangePattern.Rebalance(),
            new ExchangePattern.Broadcast(),
            new ExchangePattern.Global(),
            new ExchangePattern.Shuffle());

    @Test
    void bothSidesSeeTheSameChannels() {
        for (ExchangePattern pattern : PATTERNS) {
            for (int producers = 1; producers <= 9; producers++) {
                for (int consumers = 1; consumers <= 9; consumers++) {
                    assertThat(seenByConsumers(pattern, producers, consumers))
                            .as("%s %d -> %d", pattern, producers, consumers)
                            .containsExactlyInAnyOrderElementsOf(seenByProducers(pattern, producers, consumers));
                }
            }
        }
    }

    private static List<String> seenByProducers(ExchangePattern pattern, int producers, int consumers) {
        List<String> channels = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            for (int c : ExchangeWiring.consumersOf(pattern, producers, consumers, p)) {
                channels.add(p + ">" + c);
            }
        }
        return channels;
    }

    private static List<String> seenByConsumers(ExchangePattern pattern, int producers, int consumers) {
        List<String> channels = new ArrayList<>();
        for (int c = 0; c < consumers; c++) {
            for (int p : ExchangeWiring.producersOf(pattern, producers, consumers, c)) {
                channels.add(p + ">" + c);
            }
        }
        return channels;
    }

    @Test
    void rescaleLeavesNobodyOutAndDealsEvenly() {
        ExchangePattern rescale = new ExchangePattern.Rescale();
        for (int producers = 1; producers <= 9; producers++) {
            for (int consumers = 1; consumers <= 9; consumers++) {
                int few = Math.min(producers, consumers);
                int many = Math.max(producers, consumers);
                int[] sizes = new int[few];
                for (int i = 0; i < few; i++) {
                    sizes[i] = producers <= consumers
                            ? ExchangeWiring.consumersOf(rescale, producers, consumers, i).length
                            : ExchangeWiring.producersOf(rescale, producers, consumers, i).length;
                }
                assertThat(IntStream.of(sizes).sum()).isEqualTo(many);
                assertThat(IntStream.of(sizes)).allMatch(size -> size == many / few || size == (many + few - 1) / few);
            }
        }
    }

    @Test
    void forwardConnectsEqualPlaces() {
        assertThat(ExchangeWiring.consumersOf(new ExchangePattern.Forward(), 4, 4, 2))
                .containsExactly(2);
        assertThat(ExchangeWiring.producersOf(new ExchangePattern.Forward(), 4, 4, 3))
                .containsExactly(3);
    }
}
