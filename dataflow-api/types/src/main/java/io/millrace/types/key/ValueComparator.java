package io.millrace.types.key;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.AtomicType;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.TypeComparator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The comparator of the engine's types: by {@link KeyOrder}, {@link KeyHash} and {@link KeyPrefix} of some fields, or of the
 * record itself; a field whose type brings a comparator of its own is compared by that. The normalised key is that of the
 * first fields, as long as they go in one direction and each but the last decides.
 */
public final class ValueComparator<T> extends TypeComparator<T> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;
    private final ExecutionConfig config;
    private final Part[] parts;
    private final KeyPrefix<T> prefix;
    private transient @Nullable TypeSerializer<T> serializer;
    private transient @Nullable T reference;

    /** A field by which records are ordered; the wildcard for the record itself. */
    private record Part(
            FieldAccessor field,
            TypeInformation<?> type,
            boolean ascending,
            @Nullable OwnOrder own) implements java.io.Serializable {

        static Part of(TypeInformation<?> owner, String path, boolean ascending, ExecutionConfig config) {
            TypeInformation<?> type = FieldAccessor.typeOf(owner, path);
            OwnOrder own = path.equals("*") ? null : OwnOrder.of(type, config);
            return new Part(FieldAccessor.of(owner, path), type, ascending, own);
        }

        int compare(Object a, Object b) {
            Object x = field.getNotNull(a);
            Object y = field.getNotNull(b);
            int order = own == null ? KeyOrder.compare(x, y) : own.compare(x, y);
            return ascending ? order : -Integer.signum(order);
        }

        int hash(Object record) {
            Object value = field.getNotNull(record);
            return own == null ? KeyHash.of(value) : own.hash(value);
        }
    }

    private ValueComparator(TypeInformation<T> type, Part[] parts, ExecutionConfig config) {
        this.type = type;
        this.config = config;
        this.parts = parts;
        this.prefix = prefixOf(parts);
    }

    /** By the whole record. */
    public static <T> TypeComparator<T> of(TypeInformation<T> type, boolean ascending, ExecutionConfig config) {
        return new ValueComparator<>(type, new Part[] {Part.of(type, "*", ascending, config)}, config);
    }

    /**
     * By fields.
     *
     * @param flatFields positions among all fields laid out flat, from {@code offset}
     * @param ascending the direction of each
     */
    public static <T> TypeComparator<T> of(
            CompositeType<T> type, int[] flatFields, boolean[] ascending, int offset, ExecutionConfig config) {
        List<String> paths = new ArrayList<>();
        flatten("", type, paths);
        Part[] parts = new Part[flatFields.length];
        for (int i = 0; i < parts.length; i++) {
            int at = flatFields[i] - offset;
            if (at < 0 || at >= paths.size()) {
                throw new IllegalArgumentException("Key field: expected=" + offset + " to "
                        + (offset + paths.size() - 1) + ", actual=" + flatFields[i] + ", in " + type + ".");
            }
            parts[i] = Part.of(type, paths.get(at), ascending[i], config);
        }
        return new ValueComparator<>(type, parts, config);
    }

    private static void flatten(String path, TypeInformation<?> type, List<String> paths) {
        if (type instanceof CompositeType<?> composite && composite.getArity() > 0) {
            String[] names = composite.getFieldNames();
            for (int i = 0; i < names.length; i++) {
                flatten(path.isEmpty() ? names[i] : path + "." + names[i], composite.getTypeAt(i), paths);
            }
        } else {
            paths.add(path.isEmpty() ? "*" : path);
        }
    }

    private static <T> KeyPrefix<T> prefixOf(Part[] parts) {
        List<KeyPrefix<T>> prefixes = new ArrayList<>();
        boolean decided = true;
        for (int i = 0; i < parts.length && decided && parts[i].ascending() == parts[0].ascending(); i++) {
            Part part = parts[i];
            if (part.own() != null) {
                return JoinedPrefix.of(prefixes, false);
            }
            KeyPrefix<T> one = KeyPrefix.ofKeys(part.field()::getNotNull, part.type(), Order.ASCENDING, 64);
            prefixes.add(one);
            decided = one.decides();
        }
        return JoinedPrefix.of(prefixes, decided && prefixes.size() == parts.length);
    }

    private TypeSerializer<T> serializer() {
        TypeSerializer<T> known = serializer;
        if (known == null) {
            known = type.createSerializer(config);
            serializer = known;
        }
        return known;
    }

    @Override
    public int hash(T record) {
        int hash = 0;
        for (Part part : parts) {
            hash = 31 * hash + part.hash(record);
        }
        return hash;
    }

    @Override
    public void setReference(T toCompare) {
        reference = toCompare;
    }

    @Override
    public boolean equalToReference(T candidate) {
        return compare(candidate, known(this)) == 0;
    }

    @Override
    public int compareToReference(TypeComparator<T> referencedComparator) {
        return compare(known((ValueComparator<T>) referencedComparator), known(this));
    }

    private static <T> T known(ValueComparator<T> comparator) {
        return Objects.requireNonNull(comparator.reference, "setReference comes first");
    }

    @Override
    public int compare(T first, T second) {
        for (Part part : parts) {
            int order = part.compare(first, second);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public int compareSerialized(DataInputView firstSource, DataInputView secondSource) throws IOException {
        return compare(serializer().deserialize(firstSource), serializer().deserialize(secondSource));
    }

    @Override
    public boolean supportsNormalizedKey() {
        return prefix.length() > 0;
    }

    @Override
    public boolean supportsSerializationWithKeyNormalization() {
        return false;
    }

    /** A prefix that does not decide counts as one whose length varies. */
    @Override
    public int getNormalizeKeyLen() {
        return prefix.decides() ? prefix.length() : Integer.MAX_VALUE;
    }

    @Override
    public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
        return !prefix.decides() || keyBytes < prefix.length();
    }

    @Override
    public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
        byte[] key = new byte[prefix.length()];
        prefix.put(record, key, 0);
        target.put(offset, Arrays.copyOf(key, numBytes));
    }

    @Override
    public void writeWithKeyNormalization(T record, DataOutputView target) {
        throw new UnsupportedOperationException("Records are not written with their normalised keys.");
    }

    @Override
    public T readWithKeyDenormalization(T reuse, DataInputView source) {
        throw new UnsupportedOperationException("Records are not written with their normalised keys.");
    }

    @Override
    public boolean invertNormalizedKey() {
        return !parts[0].ascending();
    }

    @Override
    public TypeComparator<T> duplicate() {
        Part[] duplicates = Arrays.stream(parts)
                .map(part -> Part.of(type, part.field().expression(), part.ascending(), config))
                .toArray(Part[]::new);
        return new ValueComparator<>(type, duplicates, config);
    }

    @Override
    public int extractKeys(Object record, Object[] target, int index) {
        for (int i = 0; i < parts.length; i++) {
            target[index + i] = parts[i].field().getNotNull(record);
        }
        return parts.length;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public TypeComparator[] getFlatComparators() {
        TypeComparator[] flat = new TypeComparator[parts.length];
        for (int i = 0; i < flat.length; i++) {
            Part part = parts[i];
            flat[i] = part.type() instanceof AtomicType<?> atomic
                    ? atomic.createComparator(part.ascending(), config)
                    : of(part.type(), part.ascending(), config);
        }
        return flat;
    }

    @Override
    public String toString() {
        return "Comparator of " + type + " by "
                + Arrays.stream(parts).map(p -> p.field().expression()).toList();
    }
}
