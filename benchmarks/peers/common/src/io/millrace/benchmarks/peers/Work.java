package io.millrace.benchmarks.peers;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What every engine does alike: the settings of a run, its measurement, the generated events, and the cutting of words. */
public final class Work {
    public static final long RECORDS_PER_WINDOW = 1_000_000;

    private final Map<String, String> options = new HashMap<>();

    private Work(String[] args) {
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i].substring(2), args[i + 1]);
        }
    }

    /** A run of one engine; returns the checksum of its answer. */
    public interface Body {
        long run() throws Exception;
    }

    /** Makes the checksum of an answer. */
    public interface Check {
        long of(long answer) throws Exception;
    }

    /** {@code NAME --option value …}. */
    public static Work of(String[] args) {
        return new Work(args);
    }

    public long number(String option, long otherwise) {
        return Long.parseLong(options.getOrDefault(option, Long.toString(otherwise)));
    }

    public int parallelism() {
        return (int) number("parallelism", 2);
    }

    /** Between two checkpoints; 0 if the work has none. */
    public long checkpointsMs() {
        return number("checkpoints", 0);
    }

    /** What {@code --checkpoints} adds to the parameters that a row names. */
    public String checkpointParams() {
        return checkpointsMs() == 0 ? "" : " checkpoints=" + checkpointsMs() + "ms";
    }

    public String text(String option) {
        String value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException("--" + option + " is missing");
        }
        return value;
    }

    /** Runs {@code --runs} times and prints a line of JSON each. */
    public void measure(String work, String engine, String params, long records, Body body) throws Exception {
        measure(work, engine, params, records, body, done -> done);
    }

    /** As above; {@code check} makes the checksum of what the body returned, which is not measured. */
    public void measure(String work, String engine, String params, long records, Body body, Check check)
            throws Exception {
        long runs = number("runs", 3);
        for (int run = 1; run <= runs; run++) {
            long begin = System.nanoTime();
            long done = body.run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            long checksum = check.of(done);
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

    public static long keyOf(long number, long keys) {
        return Long.remainderUnsigned((number * 0x9E3779B97F4A7C15L) >>> 20, keys);
    }

    /** The event times of the source's subtasks run side by side. */
    public static long timestampOf(long number, long perSubtask, int parallelism) {
        return number % perSubtask * parallelism * 1000 / RECORDS_PER_WINDOW;
    }

    /** What a line of a sorted text adds to the checksum, after the line before it (empty before the first). */
    public static long inOrder(String before, String line) {
        if (before.compareTo(line) > 0) {
            throw new IllegalStateException("not in order: " + before + " came before " + line);
        }
        boolean sameLetter = !before.isEmpty() && before.charAt(0) == line.charAt(0);
        return sameLetter ? 31L * before.hashCode() ^ line.hashCode() : 0;
    }

    /** Words are what stands between spaces. */
    public static void words(String line, Consumer<String> out) {
        int begin = 0;
        for (int at = 0; at <= line.length(); at++) {
            if (at == line.length() || line.charAt(at) == ' ') {
                if (at > begin) {
                    out.accept(line.substring(begin, at));
                }
                begin = at + 1;
            }
        }
    }
}
