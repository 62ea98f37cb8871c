package io.millrace.types.key;

import java.io.Serializable;
import java.util.Comparator;

/** One order after another. Its prefix is that of the first, and that of the next if the first decides. */
record ChainedOrder<T>(Comparator<? super T> first, Comparator<? super T> next)
        implements PrefixedOrder<T>, Serializable {

    @Override
    public int compare(T a, T b) {
        int order = first.compare(a, b);
        return order != 0 ? order : next.compare(a, b);
    }

    @Override
    public KeyPrefix<T> prefix(int bytesMax) {
        KeyPrefix<T> head = KeyPrefix.of(first, bytesMax);
        int room = bytesMax - head.length();
        if (!head.decides() || room <= 0) {
            return head.decides() ? new Undecided<>(head) : head;
        }
        return new Joined<>(head, KeyPrefix.of(next, room));
    }

    /** Two prefixes, one after the other; the first decides. */
    private record Joined<T>(KeyPrefix<T> head, KeyPrefix<T> tail) implements KeyPrefix<T> {

        @Override
        public int length() {
            return head.length() + tail.length();
        }

        @Override
        public boolean decides() {
            return tail.decides();
        }

        @Override
        public void put(T record, byte[] target, int offset) {
            head.put(record, target, offset);
            tail.put(record, target, offset + head.length());
        }
    }

    /** The prefix of the first order, where there is no room for that of the next. */
    private record Undecided<T>(KeyPrefix<T> head) implements KeyPrefix<T> {

        @Override
        public int length() {
            return head.length();
        }

        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public void put(T record, byte[] target, int offset) {
            head.put(record, target, offset);
        }
    }
}
