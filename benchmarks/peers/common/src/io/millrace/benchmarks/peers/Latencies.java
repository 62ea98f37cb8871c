package io.millrace.benchmarks.peers;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies: up to 20 ms by whole microseconds, from there up to ten seconds by whole milliseconds. One for the process:
 * sinks count from their threads. The times of all its users begin together, at {@link #begin}.
 *
 * <p>The counts take a quarter of a megabyte: what a collection has to copy of them would count as latency of the engine.
 */
public final class Latencies {
    private static final int FINE_MICROS = 20_000;
    private static final int MICROS_MAX = 10_000_000;
    private static final AtomicLongArray COUNTS = new AtomicLongArray(placeOf(MICROS_MAX) + 1);

    private static volatile long beganNs;

    private Latencies() {}

    public static void begin() {
        for (int i = 0; i < COUNTS.length(); i++) {
            COUNTS.set(i, 0);
        }
        beganNs = System.nanoTime();
    }

    /** Nanoseconds since the beginning. */
    public static long nowNs() {
        return System.nanoTime() - beganNs;
    }

    public static void count(long latencyNs) {
        COUNTS.incrementAndGet(placeOf((int) Math.min(MICROS_MAX, Math.max(0, latencyNs / 1000))));
    }

    private static int placeOf(int micros) {
        return micros < FINE_MICROS ? micros : FINE_MICROS + (micros - FINE_MICROS) / 1000;
    }

    private static int microsAt(int place) {
        return place < FINE_MICROS ? place : FINE_MICROS + (place - FINE_MICROS) * 1000;
    }

    /** In seconds; 0 if nothing was counted. */
    public static double quantile(double share) {
        long all = 0;
        for (int i = 0; i < COUNTS.length(); i++) {
            all += COUNTS.get(i);
        }
        long rank = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < COUNTS.length(); i++) {
            seen += COUNTS.get(i);
            if (seen >= rank && seen > 0) {
                return microsAt(i) / 1e6;
            }
        }
        return 0;
    }

    public static void print(String engine, String params, int run, double recordsPerSecond, long checksum) {
        System.out.printf(
                Locale.ROOT,
                "{\"work\":\"latency\",\"engine\":\"%s\",\"params\":\"%s\",\"run\":%d,\"seconds\":%.6f,\"p99_s\":%.6f,\"p9999_s\":%.6f,\"records_per_s\":%.0f,\"checksum\":%d}%n",
                engine,
                params,
                run,
                quantile(0.5),
                quantile(0.99),
                quantile(0.9999),
                recordsPerSecond,
                checksum);
    }
}
