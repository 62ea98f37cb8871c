package io.millrace.state.heap;

import org.jspecify.annotations.Nullable;

/** Values by whole numbers, kept as such: a look-up reaches through no reference before it has found its place. */
final class NumberTable<V> extends StateTable<V> {
    /** Smaller tables stay in the processor's cache by themselves. */
    private static final int TOUCHED_FROM = 1 << 14;

    private final CurrentKey.Kind kind;
    private long[] numbers = new long[SMALLEST];
    private int shift = shiftOf(SMALLEST);
    private int lastPlace;

    /** @param kind of all keys: numbers of different classes are different keys */
    NumberTable(CurrentKey.Kind kind) {
        this.kind = kind;
    }

    private static int shiftOf(int places) {
        return Long.SIZE - Integer.numberOfTrailingZeros(places);
    }

    // The highest bits of the product depend on all bits of the number.
    private static int spread(long number, int shift) {
        return (int) ((number * 0x9E3779B97F4A7C15L) >>> shift);
    }

    @Override
    StateTable<V> fittedTo(CurrentKey<?> key) {
        return key.kind() == kind ? this : ObjectTable.of(this);
    }

    @Override
    int place(CurrentKey<?> key) {
        long number = key.number();
        long[] known = numbers;
        int place = lastPlace;
        if (known[place] == number && !isFree(place)) {
            return place;
        }
        int mask = known.length - 1;
        place = spread(number, shift);
        while (known[place] != number && !isFree(place)) {
            place = (place + 1) & mask;
        }
        lastPlace = place;
        return place;
    }

    @Override
    int touch(long[] keys, int count) {
        long[] known = numbers;
        int seen = 0;
        if (known.length >= TOUCHED_FROM) {
            for (int i = 0; i < count; i++) {
                int place = spread(keys[i], shift);
                seen += (int) known[place] + headOf(place);
            }
        }
        return seen;
    }

    @Override
    void writeKey(int place, CurrentKey<?> key) {
        numbers[place] = key.number();
    }

    @Override
    int home(int place) {
        return spread(numbers[place], shift);
    }

    @Override
    void moveKey(int from, int to) {
        numbers[to] = numbers[from];
    }

    // The value says that the place is free.
    @Override
    void forgetKey(int place) {}

    @Override
    Object keyAt(int place) {
        return kind.box(numbers[place]);
    }

    @Override
    @Nullable
    Object[] doubled(@Nullable Object[] values) {
        long[] before = numbers;
        int mask = 2 * before.length - 1;
        @Nullable Object[] moved = new @Nullable Object[2 * before.length];
        numbers = new long[2 * before.length];
        shift = shiftOf(numbers.length);
        for (int i = 0; i < before.length; i++) {
            if (values[i] != null) {
                int place = spread(before[i], shift);
                while (moved[place] != null) {
                    place = (place + 1) & mask;
                }
                numbers[place] = before[i];
                moved[place] = values[i];
            }
        }
        lastPlace = 0;
        return moved;
    }

    @Override
    public Entries<V> frozen() {
        NumberTable<V> copy = new NumberTable<>(kind);
        copy.numbers = numbers.clone();
        copy.shift = shift;
        copy.begin(copiedValues(), size());
        return copy;
    }
}
