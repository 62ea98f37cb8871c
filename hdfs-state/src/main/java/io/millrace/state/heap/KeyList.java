package io.millrace.state.heap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys in the order in which they were added. Whole numbers are kept as such, as long as all are of one class. Not thread-safe. */
final class KeyList {
    private static final int SMALLEST = 16;

    private CurrentKey.Kind kind = CurrentKey.Kind.LONG;
    private long[] numbers = new long[SMALLEST];

    /** Only if keys are objects; in the form fit for hash tables. */
    private @Nullable Object @Nullable [] objects;

    private int size;

    int size() {
        return size;
    }

    void add(CurrentKey<?> key) {
        fit(key.kind());
        @Nullable Object[] kept = objects;
        if (kept == null) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = key.number();
        } else {
            if (size == kept.length) {
                kept = Arrays.copyOf(kept, 2 * size);
                objects = kept;
            }
            kept[size++] = key.hashable();
        }
    }

    private void fit(CurrentKey.Kind wanted) {
        if (kind == wanted || objects != null) {
            return;
        }
        if (size > 0 || wanted == CurrentKey.Kind.OBJECT) {
            @Nullable Object[] boxed = new @Nullable Object[Math.max(SMALLEST, numbers.length)];
            for (int i = 0; i < size; i++) {
                boxed[i] = kind.box(numbers[i]);
            }
            objects = boxed;
        }
        kind = objects == null ? wanted : CurrentKey.Kind.OBJECT;
    }

    /** Makes the key at a place the current one. */
    void select(int place, CurrentKey<?> current) {
        @Nullable Object[] kept = objects;
        if (kept == null) {
            current.setNumber(kind, numbers[place]);
        } else {
            current.setHashable(hashableAt(place));
        }
    }

    /** In the form fit for hash tables. */
    @SuppressWarnings("NullAway") // asked of places with a key only
    Object hashableAt(int place) {
        return objects == null ? kind.box(numbers[place]) : objects[place];
    }

    /**
     * The keys from a place on, as far as an array reaches; if they are numbers.
     *
     * @return how many
     */
    int numbersFrom(int place, long[] into) {
        if (objects != null) {
            return 0;
        }
        int count = Math.min(into.length, size - place);
        System.arraycopy(numbers, place, into, 0, count);
        return count;
    }

    /** Of keys that were added several times only the last one stays. */
    void keepLast() {
        Set<Object> seen = new HashSet<>();
        boolean[] stays = new boolean[size];
        for (int place = size - 1; place >= 0; place--) {
            stays[place] = seen.add(hashableAt(place));
        }
        @Nullable Object[] kept = objects;
        int to = 0;
        for (int from = 0; from < stays.length; from++) {
            if (stays[from] && kept == null) {
                numbers[to++] = numbers[from];
            } else if (stays[from] && kept != null) {
                kept[to++] = kept[from];
            }
        }
        size = to;
    }

    /** Empties it; the room stays. */
    void clear() {
        if (objects != null) {
            Arrays.fill(objects, 0, size, null);
        }
        size = 0;
    }
}
