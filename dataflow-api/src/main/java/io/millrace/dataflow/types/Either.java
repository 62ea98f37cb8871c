package io.millrace.dataflow.types;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of one of two types. */
public abstract class Either<L, R> implements Serializable {

    private static final long serialVersionUID = 1L;

    private Either() {}

    public static <L, R> Either<L, R> Left(L value) {
        return new Left<>(value);
    }

    public static <L, R> Either<L, R> Right(R value) {
        return new Right<>(value);
    }

    /**
     * @throws IllegalStateException if this is a right value
     */
    public abstract L left() throws IllegalStateException;

    /**
     * @throws IllegalStateException if this is a left value
     */
    public abstract R right() throws IllegalStateException;

    public final boolean isLeft() {
        return this instanceof Left;
    }

    public final boolean isRight() {
        return this instanceof Right;
    }

    /** A value of the first type. */
    public static class Left<L, R> extends Either<L, R> {

        private static final long serialVersionUID = 1L;

        private final L value;

        public Left(L value) {
            this.value = Objects.requireNonNull(value);
        }

        public static <L, R> Left<L, R> of(L left) {
            return new Left<>(left);
        }

        @Override
        public L left() {
            return value;
        }

        @Override
        public R right() {
            throw new IllegalStateException("Cannot retrieve Right value on a Left");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Left<?, ?> that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return "Left(" + value + ")";
        }
    }

    /** A value of the second type. */
    public static class Right<L, R> extends Either<L, R> {

        private static final long serialVersionUID = 1L;

        private final R value;

        public Right(R value) {
            this.value = Objects.requireNonNull(value);
        }

        public static <L, R> Right<L, R> of(R right) {
            return new Right<>(right);
        }

        @Override
        public L left() {
            throw new IllegalStateException("Cannot retrieve Left value on a Right");
        }

        @Override
        public R right() {
            return value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Right<?, ?> that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return 31 * value.hashCode() + 1;
        }

        @Override
        public String toString() {
            return "Right(" + value + ")";
        }
    }
}
