package io.millrace.types.key;

/** No bytes: every two records need the comparator. */
enum NoPrefix implements KeyPrefix<Object> {
    NO_PREFIX;

    @Override
    public int length() {
        return 0;
    }

    @Override
    public boolean decides() {
        return false;
    }

    @Override
    public void put(Object record, byte[] target, int offset) {
        // There is nothing to write.
    }
}
