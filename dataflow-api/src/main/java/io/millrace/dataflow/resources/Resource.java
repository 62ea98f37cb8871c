package io.millrace.dataflow.resources;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** So much of something that a machine has, such as processors. Cannot be changed. */
public abstract class Resource<T extends Resource<T>> implements Serializable, Comparable<T> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final BigDecimal value;

    protected Resource(String name, double value) {
        this(name, BigDecimal.valueOf(value));
    }

    /** @throws IllegalArgumentException for less than nothing */
    protected Resource(String name, BigDecimal value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("Resource value must be no less than 0, but is " + value);
        }
        this.name = name;
        BigDecimal plain = value.setScale(8, RoundingMode.HALF_UP).stripTrailingZeros();
        this.value = plain.signum() == 0 ? BigDecimal.ZERO : plain;
    }

    protected abstract T create(BigDecimal value);

    public String getName() {
        return name;
    }

    public BigDecimal getValue() {
        return value;
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    /** @throws IllegalArgumentException if {@code other} is of something else */
    public T merge(T other) {
        return create(value.add(same(other).getValue()));
    }

    /** @throws IllegalArgumentException if {@code other} is of something else, or more */
    public T subtract(T other) {
        if (value.compareTo(same(other).getValue()) < 0) {
            throw new IllegalArgumentException(
                    "Try to subtract a larger resource from this one: " + other + " from " + this);
        }
        return create(value.subtract(other.getValue()));
    }

    public T multiply(BigDecimal multiplier) {
        return create(value.multiply(multiplier));
    }

    public T multiply(int multiplier) {
        return multiply(BigDecimal.valueOf(multiplier));
    }

    public T divide(BigDecimal by) {
        return create(value.divide(by, 16, RoundingMode.DOWN));
    }

    public T divide(int by) {
        return divide(BigDecimal.valueOf(by));
    }

    private T same(T other) {
        if (getClass() != other.getClass() || !name.equals(other.getName())) {
            throw new IllegalArgumentException("Resources of different kinds: " + this + " and " + other);
        }
        return other;
    }

    @Override
    public int compareTo(T other) {
        return value.compareTo(same(other).getValue());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource<?> that
                && getClass() == that.getClass()
                && name.equals(that.name)
                && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value);
    }

    @Override
    public String toString() {
        return "Resource(" + name + ": " + value.toPlainString() + ")";
    }
}
