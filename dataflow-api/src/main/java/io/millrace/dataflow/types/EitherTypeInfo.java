package io.millrace.dataflow.types;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An {@link Either}. */
public final class EitherTypeInfo<L, R> extends TypeInformation<Either<L, R>> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<L> leftType;
    private final TypeInformation<R> rightType;

    public EitherTypeInfo(TypeInformation<L> leftType, TypeInformation<R> rightType) {
        this.leftType = Objects.requireNonNull(leftType);
        this.rightType = Objects.requireNonNull(rightType);
    }

    public TypeInformation<L> getLeftType() {
        return leftType;
    }

    public TypeInformation<R> getRightType() {
        return rightType;
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.of("L", leftType, "R", rightType);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Either<L, R>> getTypeClass() {
        return (Class<Either<L, R>>) (Class<?>) Either.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "Either<" + leftType + ", " + rightType + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EitherTypeInfo<?, ?> that
                && leftType.equals(that.leftType)
                && rightType.equals(that.rightType);
    }

    @Override
    public int hashCode() {
        return Objects.hash("Either", leftType, rightType);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EitherTypeInfo;
    }
}
