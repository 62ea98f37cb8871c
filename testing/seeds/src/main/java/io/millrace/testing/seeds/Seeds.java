package io.millrace.testing.seeds;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a parameterized test once per seed of a fixed list: the same seeds in the same order, on every machine.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @Seeds(100)
 * void sortsLikeTheList(long seed, int size) { … }
 * }</pre>
 *
 * <p>The method takes {@code (long seed)} or {@code (long seed, int size)}; what follows is left to other resolvers
 * ({@code @TempDir}). The size is the seed's place in the list, counted from 1, so the first failure is a small one:
 * make as many records, steps or keys as it says, or a multiple. Neighbouring seeds are far apart in every bit that a
 * generator looks at, so {@code new Random(seed)} is good enough.
 *
 * <p>A failing run bears its seed in its display name. {@code -Dmillrace.seed=S} runs that seed alone, at the same
 * size; {@code -Dmillrace.seeds=N} runs the first N seeds of every list instead of the number written at the test.
 * A seed that once found a fault is kept with {@link #also()}.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ArgumentsSource(SeedList.class)
public @interface Seeds {

    /** How many seeds, at least 1 and at most 1,000,000. */
    int value();

    /** Where in the endless list to begin, from 0; two tests with different beginnings try different seeds. */
    int from() default 0;

    /** Seeds that once failed: they run first, each at the size that it had. */
    long[] also() default {};
}
