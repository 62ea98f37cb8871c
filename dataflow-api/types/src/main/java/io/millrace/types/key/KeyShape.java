package io.millrace.types.key;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.Row;
import io.millrace.types.access.FieldHandle;
import io.millrace.types.access.RecordShape;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How the keys of one class hash and equal. */
interface KeyShape {

    int hash(Object key);

    /** Whether two keys of this class are equal. */
    boolean equal(Object a, Object b);

    /** Whether the class's own hashCode and equals are used. */
    default boolean isPlain() {
        return false;
    }

    /** The shapes of the classes met so far; they go when the classes go. */
    ClassValue<KeyShape> BY_CLASS = new ClassValue<>() {
        @Override
        protected KeyShape computeValue(Class<?> type) {
            return shapeOf(type);
        }
    };

    static KeyShape of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    private static KeyShape shapeOf(Class<?> type) {
        if (Enum.class.isAssignableFrom(type)) {
            return new Named(key -> ((Enum<?>) key).name());
        }
        if (type == Class.class) {
            return new Named(key -> ((Class<?>) key).getName());
        }
        if (Tuple.class.isAssignableFrom(type) && !overridesTupleHash(type)) {
            return new Parts(key -> ((Tuple) key).getArity(), (key, i) -> ((Tuple) key).getField(i), false);
        }
        if (type.isArray()) {
            return new Parts(Array::getLength, Array::get, true);
        }
        if (List.class.isAssignableFrom(type)) {
            return new ListShape();
        }
        if (Set.class.isAssignableFrom(type)) {
            return new SetShape();
        }
        if (Map.class.isAssignableFrom(type)) {
            return new MapShape();
        }
        if (type == Row.class) {
            return new RowShape();
        }
        if (Either.class.isAssignableFrom(type)) {
            return new EitherShape();
        }
        if (type.isRecord() && OwnHashCode.isImplicit(type)) {
            RecordShape<?> shape = RecordShape.of(type);
            return new Parts(key -> shape.size(), shape::get, true);
        }
        if (!OwnHashCode.isIn(type) && OutputTypes.ofRecordsOf(type) instanceof PojoTypeInfo<?> pojo) {
            FieldHandle[] fields = new FieldHandle[pojo.getArity()];
            Arrays.setAll(fields, i -> FieldHandle.of(pojo.getPojoFieldAt(i).getField()));
            return new Parts(key -> fields.length, (key, i) -> fields[i].get(key), true);
        }
        return new Plain();
    }

    private static boolean overridesTupleHash(Class<?> type) {
        Class<?> declaring = OwnHashCode.declaringClass(type);
        return declaring.getSuperclass() != Tuple.class;
    }

    /** The class's own word. */
    final class Plain implements KeyShape {

        @Override
        public int hash(Object key) {
            return key.hashCode();
        }

        @Override
        public boolean equal(Object a, Object b) {
            return a.equals(b);
        }

        @Override
        public boolean isPlain() {
            return true;
        }
    }

    /**
     * By a name that is the same in every process, and so is its hash.
     *
     * @param name gives it
     */
    record Named(Function<Object, String> name) implements KeyShape {

        @Override
        public int hash(Object key) {
            return name.apply(key).hashCode();
        }

        @Override
        public boolean equal(Object a, Object b) {
            return a == b;
        }
    }

    /**
     * Parts one after the other: {@code 31 * h + hash(part)}.
     *
     * @param size the number of parts of a key
     * @param part one of them
     * @param fromOne whether h begins with 1 (as java.util.List's does), or with the hash of the first part (as a tuple's)
     */
    record Parts(ToIntFunction<Object> size, BiFunction<Object, Integer, @Nullable Object> part, boolean fromOne)
            implements KeyShape {

        @Override
        public int hash(Object key) {
            int hash = fromOne ? 1 : 0;
            int count = size.applyAsInt(key);
            for (int i = 0; i < count; i++) {
                hash = 31 * hash + KeyHash.of(part.apply(key, i));
            }
            return hash;
        }

        @Override
        public boolean equal(Object a, Object b) {
            int count = size.applyAsInt(a);
            if (count != size.applyAsInt(b)) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                if (!KeyEquality.areEqual(part.apply(a, i), part.apply(b, i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Element by element, as java.util.List specifies. */
    final class ListShape implements KeyShape {

        @Override
        public int hash(Object key) {
            int hash = 1;
            for (Object element : (List<?>) key) {
                hash = 31 * hash + KeyHash.of(element);
            }
            return hash;
        }

        @Override
        public boolean equal(Object a, Object b) {
            Iterator<?> x = ((List<?>) a).iterator();
            Iterator<?> y = ((List<?>) b).iterator();
            while (x.hasNext() && y.hasNext()) {
                if (!KeyEquality.areEqual(x.next(), y.next())) {
                    return false;
                }
            }
            return !x.hasNext() && !y.hasNext();
        }
    }

    /** The sum of the elements' hashes, as java.util.Set specifies. */
    final class SetShape implements KeyShape {

        @Override
        public int hash(Object key) {
            int hash = 0;
            for (Object element : (Set<?>) key) {
                hash += KeyHash.of(element);
            }
            return hash;
        }

        @Override
        public boolean equal(Object a, Object b) {
            return a.equals(b);
        }
    }

    /** The sum of the entries' hashes, as java.util.Map specifies. */
    final class MapShape implements KeyShape {

        @Override
        public int hash(Object key) {
            int hash = 0;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) key).entrySet()) {
                hash += KeyHash.of(entry.getKey()) ^ KeyHash.of(entry.getValue());
            }
            return hash;
        }

        @Override
        public boolean equal(Object a, Object b) {
            return a.equals(b);
        }
    }

    /** The kind, then the fields in order; of a row by name the sum over name and field. */
    final class RowShape implements KeyShape {

        @Override
        public int hash(Object key) {
            Row row = (Row) key;
            int hash = row.getKind().toByteValue();
            Set<String> names = row.getFieldNames(false);
            if (names != null) {
                for (String name : names) {
                    hash += name.hashCode() ^ KeyHash.of(row.getField(name));
                }
                return hash;
            }
            for (int i = 0; i < row.getArity(); i++) {
                hash = 31 * hash + KeyHash.of(row.getField(i));
            }
            return hash;
        }

        @Override
        public boolean equal(Object a, Object b) {
            Row x = (Row) a;
            Row y = (Row) b;
            Set<String> names = x.getFieldNames(false);
            if (x.getKind() != y.getKind()
                    || x.getArity() != y.getArity()
                    || !Objects.equals(names, y.getFieldNames(false))) {
                return false;
            }
            if (names != null) {
                return names.stream().allMatch(name -> KeyEquality.areEqual(x.getField(name), y.getField(name)));
            }
            for (int i = 0; i < x.getArity(); i++) {
                if (!KeyEquality.areEqual(x.getField(i), y.getField(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** That of the value; of a right one 31 times it and 1. */
    final class EitherShape implements KeyShape {

        @Override
        public int hash(Object key) {
            Either<?, ?> either = (Either<?, ?>) key;
            return either.isLeft() ? KeyHash.of(either.left()) : 31 * KeyHash.of(either.right()) + 1;
        }

        @Override
        public boolean equal(Object a, Object b) {
            Either<?, ?> x = (Either<?, ?>) a;
            Either<?, ?> y = (Either<?, ?>) b;
            if (x.isLeft() != y.isLeft()) {
                return false;
            }
            return x.isLeft() ? KeyEquality.areEqual(x.left(), y.left()) : KeyEquality.areEqual(x.right(), y.right());
        }
    }
}
