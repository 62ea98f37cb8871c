package io.millrace.testing.seeds;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclaration;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The arguments of {@link Seeds}.
 *
 * <p>A seed holds its place in the endless list in its lowest 20 bits, and a hash of that place above them. So a seed
 * that is run again alone finds its size without the rest of the list.
 */
final class SeedList implements ArgumentsProvider, AnnotationConsumer<Seeds> {

    static final String ONE_SEED = "millrace.seed";
    static final String HOW_MANY = "millrace.seeds";

    private static final int PLACE_BITS = 20;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final int COUNT_MAX = 1_000_000;

    private @Nullable Seeds asked;

    @Override
    public void accept(Seeds seeds) {
        asked = seeds;
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        if (asked == null) {
            throw new IllegalStateException("SeedList is used by @Seeds only");
        }
        boolean withSize = wantsSize(parameters);
        int from = asked.from();
        LongStream seeds = seeds(asked, System.getProperty(ONE_SEED), System.getProperty(HOW_MANY));
        return seeds.mapToObj(seed -> arguments(seed, size(seed, from), withSize));
    }

    static LongStream seeds(Seeds asked, @Nullable String oneSeed, @Nullable String howMany) {
        if (oneSeed != null) {
            return LongStream.of(number(ONE_SEED, oneSeed));
        }
        int count = howMany == null ? asked.value() : (int) Math.min(number(HOW_MANY, howMany), COUNT_MAX + 1L);
        if (count < 1 || count > COUNT_MAX) {
            throw new IllegalArgumentException(
                    "The number of seeds is out of range: expected=1 to " + COUNT_MAX + ", actual=" + count);
        }
        if (asked.from() < 0 || asked.from() + count > PLACES) {
            throw new IllegalArgumentException("The list of seeds ends at place " + (PLACES - 1) + ": from="
                    + asked.from() + ", count=" + count + ". Begin earlier, or ask for fewer.");
        }
        LongStream listed = IntStream.range(asked.from(), asked.from() + count).mapToLong(SeedList::seedAt);
        return LongStream.concat(Arrays.stream(asked.also()), listed);
    }

    /** The seed at a place of the endless list. Changing it changes every property test there is. */
    static long seedAt(int place) {
        long hash = (place + 1) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        hash ^= hash >>> 31;
        return (hash << PLACE_BITS | place) & Long.MAX_VALUE;
    }

    /** A seed that is not of the list that begins at {@code from} has size 1 at least. */
    static int size(long seed, int from) {
        int place = (int) (seed & (PLACES - 1));
        return Math.max(1, place - from + 1);
    }

    private static Arguments arguments(long seed, int size, boolean withSize) {
        String name = "seed " + seed + ", size " + size;
        return withSize ? Arguments.argumentSet(name, seed, size) : Arguments.argumentSet(name, seed);
    }

    private static boolean wantsSize(ParameterDeclarations parameters) {
        Class<?> first = parameters
                .get(0)
                .<Class<?>>map(ParameterDeclaration::getParameterType)
                .orElse(void.class);
        if (first != long.class) {
            throw new IllegalArgumentException("A test with @Seeds takes (long seed) or (long seed, int size): first "
                    + "parameter expected=long, actual=" + first.getName() + ", at "
                    + parameters.getSourceElementDescription());
        }
        return parameters
                .get(1)
                .map(second -> second.getParameterType() == int.class)
                .orElse(false);
    }

    private static long number(String property, String value) {
        try {
            return Long.parseLong(value.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "-D" + property + " is no number: expected=a whole number, actual='" + value + "'", e);
        }
    }
}
