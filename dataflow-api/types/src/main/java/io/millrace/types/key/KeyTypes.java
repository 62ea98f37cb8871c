package io.millrace.types.key;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.BasicArrayTypeInfo;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.ObjectArrayTypeInfo;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * Which types a stream can be keyed by: those whose equality and hash depend on the value. Arrays and classes without a
 * hashCode of their own are refused, at plan time or, where the type is late-bound, at the first record.
 */
public final class KeyTypes {

    /** Why keys of a class are refused, or nothing. */
    private static final ClassValue<Verdict> BY_CLASS = new ClassValue<>() {
        @Override
        protected Verdict computeValue(Class<?> type) {
            return new Verdict(refusalOf(OutputTypes.ofRecordsOf(type)));
        }
    };

    private record Verdict(@Nullable String refusal) {}

    private KeyTypes() {}

    /**
     * Checks the type of keys, as far as it is known.
     *
     * @throws InvalidProgramException if it cannot be a key
     */
    public static void checkHashable(TypeInformation<?> keyType) {
        String refusal = refusalOf(keyType);
        if (refusal != null) {
            throw refused(keyType.toString(), refusal);
        }
    }

    /**
     * Checks a key at hand, parts included; cheap for classes that were seen before.
     *
     * @throws InvalidProgramException if keys of its class cannot be keys
     */
    public static void checkHashable(@Nullable Object key) {
        if (key == null || key instanceof String || key instanceof Long || key instanceof Integer) {
            return;
        }
        Class<?> type = key.getClass();
        String refusal = BY_CLASS.get(type).refusal();
        if (refusal != null) {
            throw refused(type.getName(), refusal);
        }
        if (key instanceof Tuple tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                checkHashable((Object) tuple.getField(i));
            }
        } else if (key instanceof Either<?, ?> either) {
            checkHashable(either.isLeft() ? either.left() : either.right());
        }
    }

    private static @Nullable String refusalOf(TypeInformation<?> type) {
        if (type instanceof PrimitiveArrayTypeInfo
                || type instanceof BasicArrayTypeInfo
                || type instanceof ObjectArrayTypeInfo) {
            return "an array has no hashCode of its content: use a List, a String, or a tuple of its elements";
        }
        boolean ofFields = type instanceof CompositeType && !(type instanceof PojoTypeInfo);
        if (!ofFields && !OwnHashCode.isIn(type.getTypeClass()) && isOwnClass(type)) {
            return "class " + type.getTypeClass().getName()
                    + " does not override hashCode: override hashCode and equals, or key by fields of it";
        }
        if (type instanceof CompositeType<?> composite && ofFields) {
            for (int i = 0; i < composite.getArity(); i++) {
                String inner = refusalOf(composite.getTypeAt(i));
                if (inner != null) {
                    return inner;
                }
            }
        }
        if (!(type instanceof CompositeType)) {
            for (TypeInformation<?> parameter : type.getGenericParameters().values()) {
                String inner = refusalOf(parameter);
                if (inner != null) {
                    return inner;
                }
            }
        }
        return null;
    }

    /** Whether keys are objects of the very class the type names, so that its methods tell what theirs do. */
    private static boolean isOwnClass(TypeInformation<?> type) {
        return type instanceof PojoTypeInfo
                || (type instanceof GenericTypeInfo && !type.getTypeClass().isInterface());
    }

    private static InvalidProgramException refused(String keyType, String refusal) {
        return new InvalidProgramException("Type " + keyType + " cannot be used as key: " + refusal + ".");
    }
}
