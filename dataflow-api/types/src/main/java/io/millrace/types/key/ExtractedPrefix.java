package io.millrace.types.key;

/** The prefix of a key that is taken from the record first. */
record ExtractedPrefix<T>(KeyOf<T> key, KeyPrefix<Object> prefix) implements KeyPrefix<T> {

    @SuppressWarnings("unchecked")
    static <T> KeyPrefix<T> of(KeyOf<T> key, KeyPrefix<?> prefix) {
        return prefix.length() == 0 ? KeyPrefix.none() : new ExtractedPrefix<>(key, (KeyPrefix<Object>) prefix);
    }

    @Override
    public int length() {
        return prefix.length();
    }

    @Override
    public boolean decides() {
        return prefix.decides();
    }

    @Override
    public void put(T record, byte[] target, int offset) {
        prefix.put(key.keyOf(record), target, offset);
    }
}
