package io.millrace.dataflow.types;

import io.millrace.dataflow.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/** The types of objects at hand, and what several of them have in common. */
final class ObjectTypes {

    private ObjectTypes() {}

    static TypeInformation<?> of(@Nullable Object value) {
        if (value == null) {
            return LateBoundTypeInfo.any();
        }
        if (value instanceof Tuple tuple && tuple.getClass().getSuperclass() == Tuple.class) {
            TypeInformation<?>[] types = new TypeInformation<?>[tuple.getArity()];
            for (int i = 0; i < types.length; i++) {
                types[i] = of((Object) tuple.getField(i));
            }
            return new TupleTypeInfo<>(types);
        }
        if (value instanceof Row row && row.getFieldNames(false) == null) {
            TypeInformation<?>[] types = new TypeInformation<?>[row.getArity()];
            for (int i = 0; i < types.length; i++) {
                types[i] = of(row.getField(i));
            }
            return new RowTypeInfo(types);
        }
        if (value instanceof Either<?, ?> either) {
            return either.isLeft()
                    ? new EitherTypeInfo<>(of(either.left()), LateBoundTypeInfo.any())
                    : new EitherTypeInfo<>(LateBoundTypeInfo.any(), of(either.right()));
        }
        return TypeInference.infer(value.getClass());
    }

    /** One type for the records of both. */
    static TypeInformation<?> common(TypeInformation<?> a, TypeInformation<?> b) {
        if (a.equals(b)) {
            return a;
        }
        if (a instanceof TupleTypeInfo<?> x
                && b instanceof TupleTypeInfo<?> y
                && x.getTypeClass() == y.getTypeClass()) {
            return new TupleTypeInfo<>(commonFields(x, y));
        }
        if (a instanceof RowTypeInfo x && b instanceof RowTypeInfo y && x.getArity() == y.getArity()) {
            return new RowTypeInfo(commonFields(x, y));
        }
        if (a instanceof EitherTypeInfo<?, ?> x && b instanceof EitherTypeInfo<?, ?> y) {
            return new EitherTypeInfo<>(
                    common(x.getLeftType(), y.getLeftType()), common(x.getRightType(), y.getRightType()));
        }
        if (a instanceof PojoTypeInfo && a.getTypeClass().isAssignableFrom(b.getTypeClass())) {
            return a;
        }
        if (b instanceof PojoTypeInfo && b.getTypeClass().isAssignableFrom(a.getTypeClass())) {
            return b;
        }
        return a.getTypeClass() == b.getTypeClass()
                ? LateBoundTypeInfo.boundedBy(a.getTypeClass())
                : LateBoundTypeInfo.any();
    }

    private static TypeInformation<?>[] commonFields(TupleTypeInfoBase<?> a, TupleTypeInfoBase<?> b) {
        TypeInformation<?>[] types = new TypeInformation<?>[a.getArity()];
        for (int i = 0; i < types.length; i++) {
            types[i] = common(a.getTypeAt(i), b.getTypeAt(i));
        }
        return types;
    }

    static TypeInformation<?> ofAll(Iterable<?> values) {
        TypeInformation<?> type = null;
        Class<?> lastPlain = null;
        for (Object value : values) {
            // Objects of one class without parts that vary need no second look.
            if (value != null && value.getClass() == lastPlain) {
                continue;
            }
            TypeInformation<?> found = of(value);
            type = type == null ? found : common(type, found);
            lastPlain = value == null || isLookedInto(value) ? null : value.getClass();
            if (type.equals(LateBoundTypeInfo.any())) {
                return type;
            }
        }
        return type == null ? LateBoundTypeInfo.any() : type;
    }

    private static boolean isLookedInto(Object value) {
        return value instanceof Tuple || value instanceof Row || value instanceof Either;
    }
}
