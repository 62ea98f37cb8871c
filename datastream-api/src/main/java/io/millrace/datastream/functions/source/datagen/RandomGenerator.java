package io.millrace.datastream.functions.source.datagen;

import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.state.FunctionInitializationContext;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Random records without end; each instance and each start has its own. */
@Deprecated
public abstract class RandomGenerator<T> implements DataGenerator<T> {
    private static final long serialVersionUID = 1L;

    private static final String DIGITS = "0123456789abcdef";

    /** Set by {@link #open}. */
    protected transient java.util.random.@Nullable RandomGenerator random;

    @Override
    public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
            throws Exception {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    /** From {@code min} to {@code max}, both inclusive. */
    public static RandomGenerator<Long> longGenerator(long min, long max) {
        return made(random -> between(random, min, max));
    }

    /** From {@code min} to {@code max}, both inclusive. */
    public static RandomGenerator<Integer> intGenerator(int min, int max) {
        return made(random -> (int) between(random, min, max));
    }

    /** From {@code min} to {@code max}, both inclusive. */
    public static RandomGenerator<Short> shortGenerator(short min, short max) {
        return made(random -> (short) between(random, min, max));
    }

    /** From {@code min} to {@code max}, both inclusive. */
    public static RandomGenerator<Byte> byteGenerator(byte min, byte max) {
        return made(random -> (byte) between(random, min, max));
    }

    /** From {@code min} inclusive to {@code max} exclusive; always {@code min} if they are equal. */
    public static RandomGenerator<Float> floatGenerator(float min, float max) {
        return made(random -> min == max ? min : random.nextFloat(min, max));
    }

    /** From {@code min} inclusive to {@code max} exclusive; always {@code min} if they are equal. */
    public static RandomGenerator<Double> doubleGenerator(double min, double max) {
        return made(random -> min == max ? min : random.nextDouble(min, max));
    }

    /** @param precision of all digits, {@code scale} of those after the point: the numbers are rounded to them */
    public static RandomGenerator<BigDecimal> bigDecimalGenerator(double min, double max, int precision, int scale) {
        return made(random -> decimal(min == max ? min : random.nextDouble(min, max), precision, scale));
    }

    /** Strings of {@code len} hexadecimal digits. */
    public static RandomGenerator<String> stringGenerator(int len) {
        return made(random -> {
            StringBuilder text = new StringBuilder(len);
            for (int i = 0; i < len; i++) {
                text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
            }
            return text.toString();
        });
    }

    public static RandomGenerator<Boolean> booleanGenerator() {
        return made(java.util.random.RandomGenerator::nextBoolean);
    }

    static BigDecimal decimal(double value, int precision, int scale) {
        return new BigDecimal(value, new MathContext(precision)).setScale(scale, RoundingMode.DOWN);
    }

    private static long between(java.util.random.RandomGenerator random, long min, long max) {
        if (max < Long.MAX_VALUE) {
            return random.nextLong(min, max + 1);
        }
        return min > Long.MIN_VALUE ? random.nextLong(min - 1, max) + 1 : random.nextLong();
    }

    private static <T> RandomGenerator<T> made(Maker<T> maker) {
        return new Made<>(maker);
    }

    /** Makes a record of random bits. */
    private interface Maker<T> extends Function<java.util.random.RandomGenerator, T>, Serializable {}

    private static final class Made<T> extends RandomGenerator<T> {
        private static final long serialVersionUID = 1L;

        private final Maker<T> maker;

        Made(Maker<T> maker) {
            this.maker = maker;
        }

        @Override
        public T next() {
            return maker.apply(Objects.requireNonNull(random, "open comes first"));
        }
    }
}
