package io.millrace.types.key;

import java.util.ArrayList;
import java.util.List;

/** One prefix behind another. Each but the last must decide. */
record JoinedPrefix<T>(List<KeyPrefix<T>> prefixes, int length, boolean decides) implements KeyPrefix<T> {

    static <T> KeyPrefix<T> of(List<KeyPrefix<T>> prefixes, boolean decides) {
        int length = prefixes.stream().mapToInt(KeyPrefix::length).sum();
        return length == 0 ? KeyPrefix.none() : new JoinedPrefix<>(new ArrayList<>(prefixes), length, decides);
    }

    @Override
    public void put(T record, byte[] target, int offset) {
        int at = offset;
        for (KeyPrefix<T> prefix : prefixes) {
            prefix.put(record, target, at);
            at += prefix.length();
        }
    }
}
