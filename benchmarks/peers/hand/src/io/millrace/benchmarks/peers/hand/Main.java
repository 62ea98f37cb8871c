package io.millrace.benchmarks.peers.hand;

import io.millrace.benchmarks.peers.Work;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** The same work by loops that do nothing else: the limit that engines are compared with. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Work work = Work.of(args);
        switch (args[0]) {
            case "window" -> window(work);
            case "lambdas" -> lambdas(work);
            case "wordcount" -> wordCount(work);
            case "sort" -> sort(work);
            case "pagerank", "components", "chain" -> Graphs.measure(args[0], work);
            default -> throw new IllegalArgumentException("there is no loop for " + args[0]);
        }
    }

    /** Each thread makes all numbers and sums those of its half of the keys: no exchange is cheaper than none. */
    private static void window(Work work) throws Exception {
        long records = work.number("records", 20_000_000);
        long keys = work.number("keys", 100_000);
        int threads = work.parallelism();
        String params = "records=" + records + " keys=" + keys + " p=" + threads;
        work.measure("window", "hand", params, records, () -> inThreads(threads, thread -> {
            long perSubtask = records / threads;
            long[] sums = new long[(int) keys];
            long checksum = 0;
            long window = 0;
            for (long place = 0; place < perSubtask; place++) {
                for (int source = 0; source < threads; source++) {
                    long number = source * perSubtask + place;
                    int key = (int) Work.keyOf(number, keys);
                    long at = Work.timestampOf(number, perSubtask, threads) / 1000;
                    if (at != window) {
                        checksum += fire(sums);
                        window = at;
                    }
                    if (key % threads == thread) {
                        sums[key]++;
                    }
                }
            }
            return checksum + fire(sums);
        }));
    }

    private static long fire(long[] sums) {
        long checksum = 0;
        for (int key = 0; key < sums.length; key++) {
            checksum += sums[key] * (key + 1L);
            sums[key] = 0;
        }
        return checksum;
    }

    private static void lambdas(Work work) throws Exception {
        long records = work.number("records", 100_000_000);
        int threads = work.parallelism();
        LongUnaryOperator first = x -> x * 31 + 7;
        LongPredicate second = x -> (x & 15) != 0;
        LongUnaryOperator third = x -> x ^ x >>> 7;
        LongPredicate fourth = x -> x % 3 != 0;
        LongUnaryOperator fifth = x -> x + 11;
        LongPredicate sixth = x -> (x & 1) == 0;
        work.measure("lambdas", "hand", "records=" + records + " p=" + threads, records, () -> inThreads(threads, thread -> {
            long sum = 0;
            for (long number = thread; number < records; number += threads) {
                long x = first.applyAsLong(number);
                if (second.test(x)) {
                    x = third.applyAsLong(x);
                    if (fourth.test(x)) {
                        x = fifth.applyAsLong(x);
                        sum += sixth.test(x) ? x : 0;
                    }
                }
            }
            return sum;
        }));
    }

    /** Strings and a hash map per thread, merged at the end. */
    private static void wordCount(Work work) throws Exception {
        Path input = Path.of(work.text("input"));
        long bytes = Files.size(input);
        int threads = work.parallelism();
        work.measure("wordcount", "hand", "bytes=" + bytes + " p=" + threads, bytes, () -> {
            List<Map<String, int[]>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(new HashMap<>());
            }
            inThreads(threads, thread -> {
                count(input, bytes * thread / threads, bytes * (thread + 1) / threads, counts.get(thread));
                return 0L;
            });
            Map<String, int[]> all = counts.get(0);
            counts.subList(1, threads).forEach(more -> more.forEach((word, count) ->
                    all.computeIfAbsent(word, w -> new int[1])[0] += count[0]));
            long checksum = 0;
            for (Map.Entry<String, int[]> entry : all.entrySet()) {
                checksum += entry.getValue()[0] * (long) entry.getKey().hashCode();
            }
            return checksum;
        });
    }

    /** The lines that begin after {@code from}, or at 0, up to and with the one that begins at {@code to}. */
    private static void count(Path input, long from, long to, Map<String, int[]> counts) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(input.toFile(), "r")) {
            long position = from;
            if (from > 0) {
                file.seek(from);
                int next;
                do {
                    next = file.read();
                    position++;
                } while (next >= 0 && next != '\n');
            }
            file.getChannel().position(position);
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(file.getChannel()), StandardCharsets.UTF_8), 1 << 16);
            for (String line = position <= to ? lines.readLine() : null; line != null; ) {
                Work.words(line, word -> counts.computeIfAbsent(word, w -> new int[1])[0]++);
                position += line.getBytes(StandardCharsets.UTF_8).length + 1;
                line = position <= to ? lines.readLine() : null;
            }
        }
    }

    /** GNU sort from file to file; reading the answer is not measured. */
    private static void sort(Work work) throws Exception {
        Path input = Path.of(work.text("input"));
        long bytes = Files.size(input);
        int threads = work.parallelism();
        Path sorted = Files.createTempFile(input.toAbsolutePath().getParent(), "sorted", ".txt");
        try {
            ProcessBuilder sort = new ProcessBuilder(
                    "sort", "--parallel=" + threads, "-S", "512M", "-o", sorted.toString(), input.toString());
            sort.environment().put("LC_ALL", "C");
            sort.inheritIO();
            work.measure(
                    "sort",
                    "hand",
                    "bytes=" + bytes + " p=" + threads,
                    bytes,
                    () -> sort.start().waitFor(),
                    exit -> exit == 0 ? checksum(sorted) : exit);
        } finally {
            Files.delete(sorted);
        }
    }

    private static long checksum(Path sorted) throws Exception {
        long checksum = 0;
        String before = "";
        try (BufferedReader lines = Files.newBufferedReader(sorted)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                checksum += Work.inOrder(before, line);
                before = line;
            }
        }
        return checksum;
    }

    private interface OfThread {
        long run(int thread) throws Exception;
    }

    private static long inThreads(int threads, OfThread body) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                Callable<Long> part = () -> body.run(thread);
                parts.add(pool.submit(part));
            }
            long sum = 0;
            for (Future<Long> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }
}
