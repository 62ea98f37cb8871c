package io.millrace.simulation;

import java.util.SplittableRandom;

/**
 * What a run is like, drawn by name: an option that is added later changes none of those that were there, so that seeds keep
 * their worlds. A swarm: each kind of fault is there or not, and there are runs with few kinds and with many.
 */
final class Draws {
    private static final int PERCENT = 100;

    private final long seed;
    private final int percentOfKinds;

    Draws(long seed) {
        this.seed = seed;
        SplittableRandom random = of("how many kinds of faults");
        this.percentOfKinds = random.nextInt(8) == 0 ? 0 : 10 + random.nextInt(50);
    }

    /** Its own for each name. */
    SplittableRandom of(String name) {
        long mixed = seed;
        for (int i = 0; i < name.length(); i++) {
            mixed = mixed * 1_000_003 + name.charAt(i);
        }
        return new SplittableRandom(mixed);
    }

    /** The run has no faults at all. */
    boolean isCalm() {
        return percentOfKinds == 0;
    }

    int oneOf(String name, int... values) {
        return values[of(name).nextInt(values.length)];
    }

    /** From 0 to less than the bound. */
    int below(String name, int bound) {
        return of(name).nextInt(bound);
    }

    /** One of these values if the run has this kind of fault, otherwise none: 0. */
    int fault(String kind, int... values) {
        SplittableRandom random = of(kind);
        boolean has = random.nextInt(PERCENT) < percentOfKinds;
        return has ? values[random.nextInt(values.length)] : 0;
    }
}
