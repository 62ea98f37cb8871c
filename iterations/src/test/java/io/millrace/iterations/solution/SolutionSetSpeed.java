package io.millrace.iterations.solution;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.SpillSpace;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a look-up and an update cost, for pairs of longs: a map of the JDK, the set as objects, in pages, and with a half and
 * nine tenths of it on disk. A program for people; nothing asserts its times.
 *
 * <p>Arguments: how many keys (1000000), how many rounds (5).
 */
final class SolutionSetSpeed {
    private static final int PAGE_BYTES = 32 * 1024;
    private static final KeySelector<Tuple2<Long, Long>, Long> KEY = record -> record.f0;
    private static final TypeInformation<Tuple2<Long, Long>> TYPE = Types.TUPLE(Types.LONG, Types.LONG);

    private SolutionSetSpeed() {}

    public static void main(String[] args) throws Exception {
        int keys = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Map<Long, Tuple2<Long, Long>> map = new HashMap<>();
        measure("java.util.HashMap", keys, rounds, keys, map::get, record -> map.put(record.f0, record));
        measure("objects", keys, rounds, keys, 1 << 20);
        int pages = (int) (keys * 45L / PAGE_BYTES);
        measure("pages", keys, rounds, keys, pages);
        measure("half of it in pages", keys, rounds, keys / 10, pages * 5 / 11);
        measure("a tenth of it in pages", keys, rounds, keys / 10, pages / 11);
    }

    private interface Put {
        void put(Tuple2<Long, Long> record) throws Exception;
    }

    private interface Get {
        Tuple2<Long, Long> get(Long key) throws Exception;
    }

    private static void measure(String name, int keys, int rounds, int calls, int pages) throws Exception {
        Memory memory = new Memory(PAGE_BYTES, pages);
        TypeSerializer<Tuple2<Long, Long>> serializer = TYPE.createSerializer(new SerializerConfigImpl());
        SolutionSet<Long, Tuple2<Long, Long>> set =
                SolutionSet.managed(new SpillSpace("op", name, memory, memory), KEY, serializer, pages);
        measure(name, keys, rounds, calls, set::get, set::put);
        System.out.printf(
                Locale.ROOT,
                "%-24s %d of %d pages, %.1f MB in the file%n",
                "",
                memory.used(),
                pages,
                set.spilledBytes() / 1e6);
        set.close();
    }

    private static void measure(String name, int keys, int rounds, int calls, Get get, Put put) throws Exception {
        long begun = nanos();
        for (long key = 0; key < keys; key++) {
            put.put(Tuple2.of(key, key));
        }
        double build = (nanos() - begun) / (double) keys;
        double look = Double.MAX_VALUE;
        double update = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < rounds; round++) {
            long random = 88172645463325252L + round;
            begun = nanos();
            for (int i = 0; i < calls; i++) {
                random = next(random);
                sum += get.get((random >>> 1) % keys).f1;
            }
            look = Math.min(look, (nanos() - begun) / (double) calls);
            begun = nanos();
            for (int i = 0; i < calls; i++) {
                random = next(random);
                put.put(Tuple2.of((random >>> 1) % keys, random));
            }
            update = Math.min(update, (nanos() - begun) / (double) calls);
        }
        System.out.printf(
                Locale.ROOT,
                "%-24s build %7.1f ns, look-up %7.1f ns, update %7.1f ns (sum %d)%n",
                name,
                build,
                look,
                update,
                sum);
    }

    /** The thread's own time on a processor: other processes do not count. */
    private static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Xorshift (Marsaglia, 2003). */
    private static long next(long random) {
        long next = random ^ (random << 13);
        next ^= next >>> 7;
        return next ^ (next << 17);
    }
}
