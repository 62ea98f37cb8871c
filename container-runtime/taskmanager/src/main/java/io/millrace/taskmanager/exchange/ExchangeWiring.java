package io.millrace.taskmanager.exchange;

import io.millrace.dataflow.graph.ExchangePattern;
import java.util.stream.IntStream;

/**
 * Which subtasks of an edge are connected. Both sides ask it, so both see the same channels.
 *
 * <p>Rescale splits the larger side into contiguous parts whose sizes differ by one at most: item {@code i} of {@code n}
 * belongs to part {@code i * parts / n}.
 */
public final class ExchangeWiring {
    private ExchangeWiring() {}

    /** The consumers that a producer sends to, ascending. */
    public static int[] consumersOf(ExchangePattern pattern, int producers, int consumers, int producer) {
        if (pattern instanceof ExchangePattern.Forward) {
            return new int[] {producer};
        }
        if (pattern instanceof ExchangePattern.Global) {
            return new int[] {0};
        }
        if (pattern instanceof ExchangePattern.Rescale) {
            return partners(producers, consumers, producer);
        }
        return IntStream.range(0, consumers).toArray();
    }

    /** The producers that a consumer hears, ascending. */
    public static int[] producersOf(ExchangePattern pattern, int producers, int consumers, int consumer) {
        if (pattern instanceof ExchangePattern.Forward) {
            return new int[] {consumer};
        }
        if (pattern instanceof ExchangePattern.Global && consumer != 0) {
            return new int[0];
        }
        if (pattern instanceof ExchangePattern.Rescale) {
            return partners(consumers, producers, consumer);
        }
        return IntStream.range(0, producers).toArray();
    }

    private static int[] partners(int own, int others, int index) {
        if (own >= others) {
            return new int[] {(int) ((long) index * others / own)};
        }
        return IntStream.range(0, others)
                .filter(other -> (long) other * own / others == index)
                .toArray();
    }
}
