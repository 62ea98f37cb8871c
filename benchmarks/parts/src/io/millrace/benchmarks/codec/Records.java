package io.millrace.benchmarks.codec;

import java.util.Random;
import java.util.function.Function;

/** The records: the same values for every engine, tuples in each engine's own class. */
final class Records {
    /** Records of one round, so that no engine sees always the same object. */
    static final int COUNT = 1_000;

    /** Six fields, as of an event of a shop. */
    public static class Visit {
        public long user;
        public int page;
        public double amount;
        public String country;
        public boolean mobile;
        public long time;

        public Visit() {}
    }

    /** The same as a Java record. */
    public record VisitRecord(long user, int page, double amount, String country, boolean mobile, long time) {}

    private Records() {}

    static Object[] of(Function<Random, Object> make) {
        Random random = new Random(1);
        Object[] records = new Object[COUNT];
        for (int i = 0; i < COUNT; i++) {
            records[i] = make.apply(random);
        }
        return records;
    }

    static Object visit(Random random) {
        Visit visit = new Visit();
        visit.user = random.nextLong();
        visit.page = random.nextInt();
        visit.amount = random.nextDouble();
        visit.country = "country" + random.nextInt(100);
        visit.mobile = random.nextBoolean();
        visit.time = random.nextLong();
        return visit;
    }

    static Object visitRecord(Random random) {
        Visit v = (Visit) visit(random);
        return new VisitRecord(v.user, v.page, v.amount, v.country, v.mobile, v.time);
    }

    static String word(Random random) {
        return "word" + random.nextInt(1_000);
    }
}
