package io.millrace.types.key;

import org.jspecify.annotations.Nullable;

/**
 * The hash of a key: a function of its value alone, the same in every process, on every Java and in every version, because
 * where keyed state lies in a savepoint depends on it. Murmur spreads it over key groups afterwards.
 *
 * <ul>
 *   <li>null: 0.
 *   <li>Boxes, String, big numbers, java.time, Value types: their hashCode, as their contracts specify it.
 *   <li>Enums, and Class objects: that of the name ({@code Enum.hashCode} differs between processes).
 *   <li>Tuples, records whose hashCode is the compiler's, POJOs without a hashCode of their own (fields in the order of
 *       their names), arrays, lists: {@code 31 * h + hash(part)} over the parts, h beginning with 1 (0 for tuples).
 *   <li>Sets: the sum over the elements. Maps: the sum of {@code hash(key) ^ hash(value)}.
 *   <li>Either: the hash of a left value; {@code 31 * hash + 1} of a right one. Rows: the number of the kind, then as tuples.
 *   <li>All other classes, and those above that override hashCode: hashCode.
 * </ul>
 *
 * The hash of a plain value, of a tuple of such, or of a list of such, is its hashCode.
 */
public final class KeyHash {

    private KeyHash() {}

    public static int of(@Nullable Object key) {
        if (key == null) {
            return 0;
        }
        Class<?> type = key.getClass();
        // The usual keys, without a look-up.
        if (type == String.class || type == Long.class || type == Integer.class) {
            return key.hashCode();
        }
        return KeyShape.of(type).hash(key);
    }
}
