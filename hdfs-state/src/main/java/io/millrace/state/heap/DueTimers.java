package io.millrace.state.heap;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one moment, one per key and namespace, in the order of their registration; behind them those of whole
 * namespaces, whose keys the namespaces know.
 *
 * <p>Arrays in that order, and an index by hash into them (open addressing; 0 is free, else the place and 1). What is polled or
 * deleted leaves its place empty; places are squeezed together, and the index made anew, when the arrays are full. Keys that
 * are whole numbers are kept as such. Memory: three arrays of at most twice the number of timers and an index of twice their
 * length, rounded up to powers of two. Not thread-safe.
 */
final class DueTimers {
    /** Takes a timer. */
    interface Visitor {
        /** @param key in the form fit for hash tables */
        void timer(Object key, Object namespace);
    }

    /** A timer for each key of a namespace. */
    record Followed(NamespaceTable<Object> table, Namespace<Object> namespace) {}

    private static final int SMALLEST = 16;

    private CurrentKey.Kind kind;

    /** The keys if they are numbers, else their hash codes. */
    private long[] numbers = new long[SMALLEST];

    /** Only if keys are objects. */
    private @Nullable Object @Nullable [] keys;

    /** Null where a timer has gone. */
    private @Nullable Object[] namespaces = new @Nullable Object[SMALLEST];

    private int[] index = new int[2 * SMALLEST];
    private int begin;
    private int end;
    private int live;
    private final ArrayDeque<Followed> followed = new ArrayDeque<>(1);

    DueTimers(CurrentKey.Kind kind) {
        this.kind = kind;
        this.keys = kind == CurrentKey.Kind.OBJECT ? new @Nullable Object[SMALLEST] : null;
    }

    /** Whether there are neither timers of single keys nor of namespaces. */
    boolean isEmpty() {
        return live == 0 && followed.isEmpty();
    }

    /** Whether there are timers of single keys, which come first. */
    boolean hasSingle() {
        return live > 0;
    }

    void follow(Followed namespace) {
        followed.add(namespace);
    }

    /** Only if there is one. */
    Followed firstFollowed() {
        return followed.element();
    }

    void removeFirstFollowed() {
        followed.remove();
    }

    /** Does nothing if it is there. */
    void add(CurrentKey<?> key, Object namespace) {
        fit(key);
        long number = numberOf(key);
        int slot = slot(number, key, namespace);
        if (index[slot] != 0) {
            return;
        }
        if (end == namespaces.length) {
            makeRoom();
            slot = slot(number, key, namespace);
        }
        numbers[end] = number;
        @Nullable Object @Nullable [] objects = keys;
        if (objects != null) {
            objects[end] = key.hashable();
        }
        namespaces[end] = namespace;
        end++;
        live++;
        index[slot] = end;
    }

    /** Does nothing if there is no such timer. */
    void remove(CurrentKey<?> key, Object namespace) {
        fit(key);
        int place = index[slot(numberOf(key), key, namespace)] - 1;
        if (place >= 0) {
            forget(place);
        }
    }

    private void forget(int place) {
        namespaces[place] = null;
        live--;
    }

    /** The place of the first timer of a single key. Only if there is one. */
    int first() {
        while (namespaces[begin] == null) {
            begin++;
        }
        return begin;
    }

    /** In the form fit for hash tables. */
    @SuppressWarnings("NullAway") // asked of places with a timer only
    Object keyAt(int place) {
        return keys == null ? kind.box(numbers[place]) : keys[place];
    }

    /**
     * The keys of the timers from a place on, some of which may have gone, as far as an array reaches; if they are numbers.
     *
     * @return how many
     */
    int numbersFrom(int place, long[] into) {
        int count = keys == null ? Math.min(into.length, end - place) : 0;
        System.arraycopy(numbers, place, into, 0, count);
        return count;
    }

    @SuppressWarnings("NullAway") // asked of places with a timer only
    Object namespaceAt(int place) {
        return namespaces[place];
    }

    /** Only of the timer that {@link #first} named. */
    void removeFirst() {
        forget(begin);
        begin++;
    }

    void removeAllOf(CurrentKey<?> key) {
        Object gone = key.hashable();
        for (int place = begin; place < end; place++) {
            if (namespaces[place] != null && keyAt(place).equals(gone)) {
                forget(place);
            }
        }
    }

    /** In order; the timers must not be changed meanwhile. */
    void forEach(Visitor visitor) {
        for (int place = begin; place < end; place++) {
            Object namespace = namespaces[place];
            if (namespace != null) {
                visitor.timer(keyAt(place), namespace);
            }
        }
        for (Followed each : followed) {
            Namespace<Object> namespace = each.namespace();
            namespace.forEachKey(key -> visitor.timer(key, namespace.name()));
        }
    }

    private long numberOf(CurrentKey<?> key) {
        return keys == null ? key.number() : key.hashable().hashCode();
    }

    /** Where the index names the timer, or its free place for it. Timers that have gone match nothing. */
    private int slot(long number, CurrentKey<?> key, Object namespace) {
        @Nullable Object @Nullable [] objects = keys;
        int mask = index.length - 1;
        int slot = spread(number, namespace) & mask;
        for (int named = index[slot]; named != 0; named = index[slot]) {
            int place = named - 1;
            if (numbers[place] == number
                    && (objects == null || key.hashable().equals(objects[place]))
                    && isSame(namespaces[place], namespace)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean isSame(@Nullable Object known, Object namespace) {
        return known == namespace || namespace.equals(known);
    }

    private static int spread(long number, Object namespace) {
        return (int) (((number + namespace.hashCode() * 31L) * 0x9E3779B97F4A7C15L) >>> 32);
    }

    /** Keys of different kinds are kept as objects. */
    private void fit(CurrentKey<?> key) {
        if (kind != key.kind() && kind != CurrentKey.Kind.OBJECT) {
            @Nullable Object[] boxed = new @Nullable Object[namespaces.length];
            for (int place = begin; place < end; place++) {
                boxed[place] = kind.box(numbers[place]);
                numbers[place] = kind.box(numbers[place]).hashCode();
            }
            kind = CurrentKey.Kind.OBJECT;
            keys = boxed;
            indexAnew();
        }
    }

    private void makeRoom() {
        int capacity = 2 * live <= namespaces.length ? namespaces.length : 2 * namespaces.length;
        long[] numbersBefore = numbers;
        @Nullable Object[] keysBefore = keys;
        @Nullable Object[] namespacesBefore = namespaces;
        numbers = new long[capacity];
        keys = keysBefore == null ? null : new @Nullable Object[capacity];
        namespaces = new @Nullable Object[capacity];
        int to = 0;
        for (int from = begin; from < end; from++) {
            if (namespacesBefore[from] != null) {
                numbers[to] = numbersBefore[from];
                namespaces[to] = namespacesBefore[from];
                if (keys != null && keysBefore != null) {
                    keys[to] = keysBefore[from];
                }
                to++;
            }
        }
        begin = 0;
        end = to;
        indexAnew();
    }

    private void indexAnew() {
        int length = 2 * namespaces.length;
        if (index.length == length) {
            Arrays.fill(index, 0);
        } else {
            index = new int[length];
        }
        for (int place = begin; place < end; place++) {
            Object namespace = namespaces[place];
            if (namespace != null) {
                int slot = spread(numbers[place], namespace) & length - 1;
                while (index[slot] != 0) {
                    slot = (slot + 1) & length - 1;
                }
                index[slot] = place + 1;
            }
        }
    }
}
