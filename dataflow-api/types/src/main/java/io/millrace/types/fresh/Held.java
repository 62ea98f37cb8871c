package io.millrace.types.fresh;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.analysis.Value;

/**
 * What a local variable or a place of the stack may hold at some point of a method.
 *
 * @param size 1, or 2 of long and double
 * @param origins where the objects come from that are followed, and that it may hold
 * @param other whether it may hold anything else
 * @param gone whether it may hold an object that was emitted
 */
record Held(int size, Set<Object> origins, boolean other, boolean gone) implements Value {
    private static final Held ONE = new Held(1, Set.of(), true, false);
    private static final Held TWO = new Held(2, Set.of(), true, false);

    /** Something that is not followed. */
    static Held other(int size) {
        return size == 2 ? TWO : ONE;
    }

    static Held from(Object origin) {
        return new Held(1, Set.of(origin), false, false);
    }

    @Override
    public int getSize() {
        return size;
    }

    boolean mayBe(Object origin) {
        return origins.contains(origin);
    }

    /** Whether it holds nothing else than objects that are followed and were not emitted. */
    boolean isOnlyFollowed() {
        return !origins.isEmpty() && !other && !gone;
    }

    Held or(Held also) {
        Set<Object> all = new HashSet<>(origins);
        all.addAll(also.origins);
        return new Held(Math.min(size, also.size), all, other || also.other, gone || also.gone);
    }

    /** After the objects from these places were emitted. */
    Held without(Set<Object> emitted) {
        if (origins.stream().noneMatch(emitted::contains)) {
            return this;
        }
        Set<Object> rest = new HashSet<>(origins);
        rest.removeAll(emitted);
        return new Held(size, rest, other, true);
    }
}
