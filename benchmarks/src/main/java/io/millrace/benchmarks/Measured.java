package io.millrace.benchmarks;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Runs a piece of work some times and prints a line of JSON for each run. */
final class Measured {
    private Measured() {}

    /** @param records how many records one run handles; the callable's result is the checksum of the answer */
    static void runs(String work, String engine, String params, long records, int runs, Callable<Long> body)
            throws Exception {
        for (int run = 1; run <= runs; run++) {
            long begin = System.nanoTime();
            long checksum = body.call();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"work\":\"%s\",\"engine\":\"%s\",\"params\":\"%s\",\"run\":%d,\"seconds\":%.3f,\"records_per_s\":%.0f,\"checksum\":%d}%n",
                    work,
                    engine,
                    params,
                    run,
                    seconds,
                    records / seconds,
                    checksum);
        }
    }
}
