package io.millrace.types.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.tuple.Tuple1;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyHashTest {

    enum Colour {
        RED,
        GREEN
    }

    record Plain(String name, Colour colour) {}

    record CaseBlind(String name) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof CaseBlind that && name.equalsIgnoreCase(that.name);
        }

        @Override
        public final int hashCode() {
            return name.toLowerCase(Locale.ROOT).hashCode();
        }
    }

    public static class NoHash {
        public int b;
        public String a = "";
    }

    public static class WithHash {
        public int value;

        @Override
        public int hashCode() {
            return value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WithHash that && value == that.value;
        }
    }

    private static NoHash noHash(String a, int b) {
        NoHash result = new NoHash();
        result.a = a;
        result.b = b;
        return result;
    }

    @Test
    void isTheHashCodeOfPlainValuesAndOfTuplesAndListsOfThem() {
        for (Object key : List.of(
                "word",
                7,
                7L,
                1.5,
                true,
                'c',
                new LongValue(5),
                Tuple1.of("a"),
                Tuple3.of("a", 1, 2L),
                List.of("a", 2),
                Set.of(1))) {
            assertThat(KeyHash.of(key)).as("%s", key).isEqualTo(key.hashCode());
        }
        assertThat(KeyHash.of(null)).isZero();
    }

    /** These numbers are part of every savepoint: they never change. */
    @Test
    void neverChanges() {
        assertThat(KeyHash.of("millrace")).isEqualTo(-1413414675);
        assertThat(KeyHash.of(Colour.RED)).isEqualTo("RED".hashCode());
        assertThat(KeyHash.of(Tuple2.of("a", 1L))).isEqualTo(31 * 97 + 1);
        assertThat(KeyHash.of(new Plain("a", Colour.RED))).isEqualTo(31 * (31 + 97) + "RED".hashCode());
        assertThat(KeyHash.of(new int[] {1, 2})).isEqualTo(31 * (31 + 1) + 2);
        assertThat(KeyHash.of(noHash("a", 5))).isEqualTo(31 * (31 + 97) + 5);
        assertThat(KeyHash.of(Either.Right("a"))).isEqualTo(31 * 97 + 1);
        assertThat(KeyHash.of(Row.of("a", 1))).isEqualTo(31 * 97 + 1);
        assertThat(KeyHash.of(String.class)).isEqualTo("java.lang.String".hashCode());
    }

    @Test
    void hashesEnumsByNameInsideOtherKeys() {
        int red = "RED".hashCode();
        assertThat(KeyHash.of(Tuple2.of(Colour.RED, 1))).isEqualTo(31 * red + 1);
        assertThat(KeyHash.of(List.of(Colour.RED))).isEqualTo(31 + red);
        assertThat(KeyHash.of(new Colour[] {Colour.RED})).isEqualTo(31 + red);
        assertThat(KeyHash.of(Set.of(Colour.RED))).isEqualTo(red);
        assertThat(KeyHash.of(Map.of(Colour.RED, 1))).isEqualTo(red ^ 1);
    }

    @Test
    void takesTheHashCodeThatAClassWroteItself() {
        assertThat(KeyHash.of(new CaseBlind("ABC"))).isEqualTo("abc".hashCode());
        WithHash key = new WithHash();
        key.value = 42;
        assertThat(KeyHash.of(key)).isEqualTo(42);
    }

    @Test
    void agreesWithEquality() {
        List<Object> keys = List.of(
                "a",
                1,
                new int[] {1},
                new int[] {1, 2},
                new String[] {"a"},
                Tuple2.of("a", new byte[] {1}),
                Tuple2.of("a", new byte[] {2}),
                new Plain("a", Colour.RED),
                noHash("a", 1),
                noHash("a", 2),
                Row.of(1, new int[] {3}),
                Either.Left(new long[] {1}),
                List.of(new int[] {9}));
        List<Object> same = List.of(
                "a",
                1,
                new int[] {1},
                new int[] {1, 2},
                new String[] {"a"},
                Tuple2.of("a", new byte[] {1}),
                Tuple2.of("a", new byte[] {2}),
                new Plain("a", Colour.RED),
                noHash("a", 1),
                noHash("a", 2),
                Row.of(1, new int[] {3}),
                Either.Left(new long[] {1}),
                Arrays.asList((Object) new int[] {9}));
        Map<Object, Integer> table = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            table.put(HashableKey.of(keys.get(i)), i);
        }
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < keys.size(); j++) {
                assertThat(KeyEquality.areEqual(keys.get(i), same.get(j)))
                        .as("%s, %s", i, j)
                        .isEqualTo(i == j);
            }
            assertThat(KeyHash.of(same.get(i))).isEqualTo(KeyHash.of(keys.get(i)));
            assertThat(table.get(HashableKey.of(same.get(i)))).isEqualTo(i);
            assertThat(HashableKey.unwrap(HashableKey.of(keys.get(i)))).isSameAs(keys.get(i));
        }
    }

    @Test
    void ordersValuesTuplesRecordsAndArrays() {
        assertThat(KeyOrder.compare("a", "b")).isNegative();
        assertThat(KeyOrder.compare(Tuple2.of("a", 2), Tuple2.of("a", 1))).isPositive();
        assertThat(KeyOrder.compare(new Plain("a", Colour.RED), new Plain("a", Colour.GREEN)))
                .isNegative();
        assertThat(KeyOrder.compare(new int[] {1, 2}, new int[] {1, 2, 0})).isNegative();
        assertThat(KeyOrder.compare(new int[] {2}, new int[] {1, 2})).isPositive();
        assertThatThrownBy(() -> KeyOrder.compare(noHash("a", 1), noHash("a", 1)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("Comparable");
    }

    @Test
    void refusesKeysWithoutAHashOfTheirContent() {
        for (TypeInformation<?> type : List.of(
                TypeInformation.of(int[].class),
                TypeInformation.of(String[].class),
                TypeInformation.of(Plain[].class),
                TypeInformation.of(NoHash.class),
                Types.TUPLE(Types.STRING, TypeInformation.of(NoHash.class)),
                Types.LIST(TypeInformation.of(int[].class)),
                Types.GENERIC(Thread.class))) {
            assertThatThrownBy(() -> KeyTypes.checkHashable(type))
                    .as("%s", type)
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("cannot be used as key");
        }
        for (TypeInformation<?> type : List.of(
                Types.STRING,
                Types.ENUM(Colour.class),
                TypeInformation.of(WithHash.class),
                TypeInformation.of(Plain.class),
                Types.TUPLE(Types.LONG, Types.ENUM(Colour.class)),
                Types.LIST(Types.STRING),
                Types.INSTANT,
                LateBoundTypeInfo.any())) {
            KeyTypes.checkHashable(type);
        }
    }

    @Test
    void refusesALateBoundKeyWhenItComes() {
        for (Object key :
                List.of(new int[0], noHash("a", 1), Tuple2.of("a", new String[0]), Either.Left(noHash("", 0)))) {
            assertThatThrownBy(() -> KeyTypes.checkHashable(key))
                    .isInstanceOf(InvalidProgramException.class)
                    .hasMessageContaining("cannot be used as key");
        }
        for (Object key : List.of(
                "a", Colour.RED, Tuple2.of("a", 1), new Plain("a", Colour.RED), List.of(1), new LinkedHashSet<>())) {
            KeyTypes.checkHashable(key);
        }
    }
}
