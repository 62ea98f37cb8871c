package io.millrace.types.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.testing.seeds.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The bytes of prefixes never contradict the order of the values, whatever their type and length. */
class KeyPrefixTest {

    /** A type and what makes its values: few different ones, so that some are equal or nearly so. */
    record Kind(TypeInformation<?> type, Function<Random, Object> values) {}

    enum Size {
        SMALL,
        MIDDLE,
        LARGE
    }

    record Place(int floor, String room) {}

    record Version(int major, int minor) implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            return Integer.compare(minor, other.minor);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(Types.BOOLEAN, Random::nextBoolean),
            new Kind(Types.BYTE, r -> (byte) r.nextInt()),
            new Kind(Types.SHORT, r -> (short) r.nextInt()),
            new Kind(Types.CHAR, r -> (char) r.nextInt()),
            new Kind(Types.INT, r -> r.nextInt() >> r.nextInt(32)),
            new Kind(Types.LONG, r -> r.nextLong() >> r.nextInt(64)),
            new Kind(Types.FLOAT, r -> Float.intBitsToFloat(r.nextInt())),
            new Kind(Types.DOUBLE, KeyPrefixTest::number),
            new Kind(Types.STRING, KeyPrefixTest::text),
            new Kind(Types.BIG_INT, r -> new BigInteger(r.nextInt(100), r).subtract(BigInteger.ONE.shiftLeft(40))),
            new Kind(Types.BIG_DEC, r -> new BigDecimal(new BigInteger(70, r).negate(), r.nextInt(30) - 15)),
            new Kind(TypeInformation.of(Date.class), r -> new Date(r.nextInt(3) - 1)),
            new Kind(Types.SQL_TIMESTAMP, r -> {
                Timestamp time = new Timestamp(0);
                time.setNanos(r.nextInt(3_000_000));
                return time;
            }),
            new Kind(Types.LOCAL_DATE, r -> LocalDate.ofEpochDay(r.nextInt())),
            new Kind(Types.LOCAL_TIME, r -> LocalTime.ofNanoOfDay(r.nextInt(Integer.MAX_VALUE))),
            new Kind(
                    Types.LOCAL_DATE_TIME,
                    r -> LocalDateTime.ofEpochSecond(r.nextInt(5), r.nextInt(9), ZoneOffset.UTC)),
            new Kind(Types.INSTANT, r -> Instant.ofEpochSecond(r.nextInt(5) - 2, r.nextInt(1_000_000_000))),
            new Kind(Types.ENUM(Size.class), r -> Size.values()[r.nextInt(3)]),
            new Kind(TypeInformation.of(IntValue.class), r -> new IntValue(r.nextInt())),
            new Kind(TypeInformation.of(DoubleValue.class), r -> new DoubleValue((Double) number(r))),
            new Kind(TypeInformation.of(StringValue.class), r -> new StringValue(text(r))),
            new Kind(TypeInformation.of(Place.class), r -> new Place(r.nextInt(2), text(r))),
            new Kind(TypeInformation.of(Version.class), r -> new Version(r.nextInt(9), r.nextInt(9))),
            new Kind(
                    TypeInformation.of(new TypeHint<Tuple3<Integer, Long, Boolean>>() {}),
                    r -> Tuple3.of(r.nextInt(3), r.nextLong(), r.nextBoolean())),
            new Kind(
                    TypeInformation.of(new TypeHint<Tuple2<Tuple2<Short, String>, Integer>>() {}),
                    r -> Tuple2.of(Tuple2.of((short) r.nextInt(2), text(r)), r.nextInt())),
            new Kind(TypeInformation.of(byte[].class), KeyPrefixTest::bytes),
            new Kind(
                    TypeInformation.of(int[].class),
                    r -> r.ints(r.nextInt(4), -2, 2).toArray()),
            new Kind(LateBoundTypeInfo.any(), KeyPrefixTest::text),
            new Kind(LateBoundTypeInfo.any(), Random::nextLong),
            new Kind(LateBoundTypeInfo.any(), r -> new Place(r.nextInt(2), text(r))));

    private static Object number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0d;
            case 1 -> -0d;
            case 2 -> Double.NaN;
            case 3 -> Double.NEGATIVE_INFINITY;
            case 4 -> random.nextGaussian();
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private static String text(Random random) {
        String chars = "\0a\u007f\u0080\u07ff\u0800\ud800\uffff";
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(5); left > 0; left--) {
            text.append(chars.charAt(random.nextInt(chars.length())));
        }
        return text.toString();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) - 1);
        }
        return bytes;
    }

    private static <T> byte[] prefixOf(KeyPrefix<T> prefix, T record) {
        byte[] target = new byte[prefix.length() + 2];
        Arrays.fill(target, (byte) 0x55);
        prefix.put(record, target, 1);
        assertThat(target[0]).isEqualTo((byte) 0x55);
        assertThat(target[target.length - 1]).isEqualTo((byte) 0x55);
        return Arrays.copyOfRange(target, 1, target.length - 1);
    }

    private static <T> void check(KeyPrefix<T> prefix, Comparator<T> order, T a, T b, String what) {
        int byBytes = Integer.signum(Arrays.compareUnsigned(prefixOf(prefix, a), prefixOf(prefix, b)));
        int byValue = Integer.signum(order.compare(a, b));
        if (byBytes != 0 || prefix.decides()) {
            assertThat(byBytes).as("%s: %s, %s", what, a, b).isEqualTo(byValue);
        }
    }

    @ParameterizedTest
    @Seeds(50)
    void smallerBytesAreSmallerValues(long seed, int size) {
        Random random = new Random(seed);
        for (Kind kind : KINDS) {
            int bytesMax = 1 + random.nextInt(20);
            KeyPrefix<Object> up = prefix(kind, Order.ASCENDING, KeyPrefix.Nulls.REFUSED, bytesMax);
            KeyPrefix<Object> down = prefix(kind, Order.DESCENDING, KeyPrefix.Nulls.REFUSED, bytesMax);
            assertThat(up.length()).isBetween(0, bytesMax).isEqualTo(down.length());
            for (int i = 0; i <= size; i++) {
                Object a = kind.values().apply(random);
                Object b = kind.values().apply(random);
                String what = kind.type() + " in " + bytesMax + " bytes";
                check(up, KeyOrder.ASCENDING, a, b, what);
                check(down, KeyOrder.ASCENDING.reversed(), a, b, what);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static KeyPrefix<Object> prefix(Kind kind, Order order, KeyPrefix.Nulls nulls, int bytesMax) {
        return KeyPrefix.of((TypeInformation<Object>) kind.type(), order, nulls, bytesMax);
    }

    @ParameterizedTest
    @Seeds(20)
    @SuppressWarnings("NullAway") // that is what is tested
    void nullsStandWhereTheyAreToldWhateverTheDirection(long seed, int size) {
        Random random = new Random(seed);
        for (Kind kind : KINDS) {
            for (Order order : List.of(Order.ASCENDING, Order.DESCENDING)) {
                KeyPrefix<Object> first = prefix(kind, order, KeyPrefix.Nulls.FIRST, 1 + size % 12);
                KeyPrefix<Object> last = prefix(kind, order, KeyPrefix.Nulls.LAST, 1 + size % 12);
                if (first.length() == 0) {
                    continue;
                }
                Object value = kind.values().apply(random);
                assertThat(Arrays.compareUnsigned(prefixOf(first, null), prefixOf(first, value)))
                        .isNegative();
                assertThat(Arrays.compareUnsigned(prefixOf(last, null), prefixOf(last, value)))
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @Seeds(30)
    void theOrderOfSeveralFieldsHasAPrefixOfAllThatFit(long seed, int size) throws Exception {
        TypeInformation<Tuple3<Integer, String, Long>> type =
                TypeInformation.of(new TypeHint<Tuple3<Integer, String, Long>>() {});
        Random random = new Random(seed);
        Order[] orders = {Order.ASCENDING, Order.DESCENDING};
        Comparator<Tuple3<Integer, String, Long>> order = FieldOrder.by(type, 0, orders[random.nextInt(2)])
                .then(FieldOrder.by(type, 2, orders[random.nextInt(2)]));
        if (random.nextBoolean()) {
            order = PrefixedOrder.chain(order, FieldOrder.by(type, 1, orders[random.nextInt(2)]));
        }
        KeyPrefix<Tuple3<Integer, String, Long>> prefix = travelled(KeyPrefix.of(order, 1 + random.nextInt(20)));
        for (int i = 0; i <= size; i++) {
            check(prefix, order, tuple(random), tuple(random), "fields");
        }
    }

    private static Tuple3<Integer, String, Long> tuple(Random random) {
        return Tuple3.of(random.nextInt(3) - 1, text(random), (long) random.nextInt(3) - 1);
    }

    @SuppressWarnings("unchecked")
    private static <T> T travelled(T object) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(object);
        return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    @Test
    void numbersDecideWhenTheyFitAndTextNeverDoes() {
        assertThat(KeyPrefix.of(Types.LONG, Order.ASCENDING, KeyPrefix.Nulls.REFUSED, 8))
                .matches(KeyPrefix::decides)
                .matches(p -> p.length() == 8);
        assertThat(KeyPrefix.of(Types.LONG, Order.ASCENDING, KeyPrefix.Nulls.FIRST, 8))
                .matches(p -> !p.decides());
        assertThat(KeyPrefix.of(Types.STRING, Order.ASCENDING, KeyPrefix.Nulls.REFUSED, 10))
                .matches(p -> !p.decides())
                .matches(p -> p.length() == 10);
    }

    @Test
    void aClassThatComparesItsOwnWayHasNoPrefix() {
        assertThat(KeyPrefix.of(TypeInformation.of(Version.class), Order.ASCENDING, KeyPrefix.Nulls.REFUSED, 8)
                        .length())
                .isZero();
        assertThat(KeyPrefix.of(Comparator.comparing((Version v) -> v.major()), 8)
                        .length())
                .isZero();
    }

    @Test
    void aNullKeyIsRefusedByName() {
        TypeInformation<Tuple2<String, Long>> type = TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {});
        KeyPrefix<Tuple2<String, Long>> prefix = KeyPrefix.of(FieldOrder.by(type, 0, Order.ASCENDING), 8);
        assertThatThrownBy(() -> prefix.put(new Tuple2<>(), new byte[8], 0))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("f0");
    }
}
