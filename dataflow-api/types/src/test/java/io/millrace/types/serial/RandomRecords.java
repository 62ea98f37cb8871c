package io.millrace.types.serial;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Either;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.RowKind;
import io.millrace.dataflow.types.StringValue;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Types and random records of them, nulls included where they are legal. */
final class RandomRecords {

    /** A type and what makes its records. */
    record Kind(String name, TypeInformation<?> type, Supplier<Object> records) {}

    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    record Edge(
            @Nullable String from, long weight, @Nullable Colour colour) {}

    record Path(
            String name,
            @Nullable List<Edge> edges,
            @Nullable Pojo2 head) {}

    public static class Pojo {
        public int id;
        public @Nullable String name;
        private @Nullable Map<String, Long> counts;
        public @Nullable Edge edge;
        public @Nullable Pojo2 inner;

        public @Nullable Map<String, Long> getCounts() {
            return counts;
        }

        public void setCounts(@Nullable Map<String, Long> counts) {
            this.counts = counts;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pojo that
                    && getClass() == that.getClass()
                    && id == that.id
                    && Objects.equals(name, that.name)
                    && Objects.equals(counts, that.counts)
                    && Objects.equals(edge, that.edge)
                    && Objects.equals(inner, that.inner);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, name, counts, edge, inner);
        }
    }

    static class Pojo2 {
        public double value;
        public char letter;
        public @Nullable Date at;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pojo2 that && value == that.value && letter == that.letter && time() == that.time();
        }

        private long time() {
            return at == null ? Long.MIN_VALUE : at.getTime();
        }

        @Override
        public int hashCode() {
            return Objects.hash(value, letter, time());
        }
    }

    public static class SubPojo extends Pojo {
        public @Nullable String extra;

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other) && other instanceof SubPojo that && Objects.equals(extra, that.extra);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(plainKinds());
        kinds.addAll(structuredKinds());
        return kinds;
    }

    private List<Kind> plainKinds() {
        return List.of(
                new Kind("String", Types.STRING, this::text),
                new Kind("Boolean", Types.BOOLEAN, random::nextBoolean),
                new Kind("Byte", Types.BYTE, () -> (byte) random.nextInt()),
                new Kind("Short", Types.SHORT, () -> (short) random.nextInt()),
                new Kind("Integer", Types.INT, random::nextInt),
                new Kind("Long", Types.LONG, random::nextLong),
                new Kind("Float", Types.FLOAT, () -> Float.intBitsToFloat(random.nextInt(0x7f800000))),
                new Kind("Double", Types.DOUBLE, random::nextGaussian),
                new Kind("Character", Types.CHAR, () -> (char) random.nextInt()),
                new Kind("BigInteger", Types.BIG_INT, () -> new BigInteger(random.nextInt(200), random).negate()),
                new Kind(
                        "BigDecimal",
                        Types.BIG_DEC,
                        () -> new BigDecimal(new BigInteger(90, random), random.nextInt(40) - 20)),
                new Kind("Instant", Types.INSTANT, this::instant),
                new Kind("LocalDate", Types.LOCAL_DATE, () -> LocalDate.ofEpochDay(random.nextInt())),
                new Kind("LocalTime", Types.LOCAL_TIME, () -> LocalTime.ofSecondOfDay(random.nextInt(86_400))),
                new Kind(
                        "LocalDateTime",
                        Types.LOCAL_DATE_TIME,
                        () -> LocalDateTime.ofEpochSecond(
                                random.nextInt(), random.nextInt(1_000_000_000), ZoneOffset.UTC)),
                new Kind("Date", TypeInformation.of(Date.class), () -> new Date(random.nextInt())),
                new Kind("Timestamp", Types.SQL_TIMESTAMP, () -> java.sql.Timestamp.from(instant())),
                new Kind(
                        "int[]",
                        TypeInformation.of(int[].class),
                        () -> random.ints(size()).toArray()),
                new Kind(
                        "double[]",
                        TypeInformation.of(double[].class),
                        () -> random.doubles(size()).toArray()),
                new Kind("byte[]", TypeInformation.of(byte[].class), this::bytes),
                new Kind("boolean[]", TypeInformation.of(boolean[].class), () ->
                        new boolean[] {true, random.nextBoolean()}),
                new Kind("String[]", TypeInformation.of(String[].class), () -> new String[] {text(), null, text()}),
                new Kind("enum", Types.ENUM(Colour.class), this::colour),
                new Kind("IntValue", TypeInformation.of(IntValue.class), () -> new IntValue(random.nextInt())),
                new Kind(
                        "StringValue",
                        TypeInformation.of(StringValue.class),
                        () -> new StringValue("s" + random.nextInt())));
    }

    private List<Kind> structuredKinds() {
        return List.of(
                new Kind(
                        "Tuple2",
                        TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {}),
                        () -> Tuple2.of(text(), random.nextLong())),
                new Kind(
                        "nested tuple",
                        TypeInformation.of(new TypeHint<Tuple3<Tuple2<Integer, Date>, Edge, Pojo>>() {}),
                        () -> Tuple3.of(Tuple2.of(1, new Date(random.nextInt())), edge(), orNull(this::pojo))),
                new Kind("record", TypeInformation.of(Edge.class), this::edge),
                new Kind("mutable record", TypeInformation.of(Path.class), this::path),
                new Kind("POJO", TypeInformation.of(Pojo.class), this::pojo),
                new Kind("list", Types.LIST(TypeInformation.of(Edge.class)), () -> list(() -> orNull(this::edge))),
                new Kind("list of numbers", Types.LIST(Types.INT), () -> list(() -> orNull(random::nextInt))),
                new Kind("map", Types.MAP(Types.STRING, TypeInformation.of(Pojo.class)), () -> map(this::pojo)),
                new Kind(
                        "either",
                        Types.EITHER(Types.STRING, TypeInformation.of(Path.class)),
                        () -> random.nextBoolean() ? Either.Left("l" + text()) : Either.Right(path())),
                new Kind(
                        "row",
                        Types.ROW(Types.INT, Types.STRING, TypeInformation.of(Pojo.class)),
                        () -> Row.ofKind(RowKind.UPDATE_AFTER, orNull(random::nextInt), text(), orNull(this::pojo))),
                new Kind("array of records", TypeInformation.of(Edge[].class), () -> new Edge[] {edge(), null, edge()}),
                new Kind("array of arrays", TypeInformation.of(long[][].class), () ->
                        new long[][] {{random.nextLong()}, {}}),
                new Kind("generic", Types.GENERIC(TreeMap.class), () -> new TreeMap<>(map(this::text))),
                new Kind("generic, immutable", Types.GENERIC(UUID.class), () -> new UUID(random.nextLong(), 1)),
                new Kind("late-bound", LateBoundTypeInfo.any(), this::anything),
                new Kind(
                        "late-bound tuple",
                        TypeInformation.of(new TypeHint<Tuple2<String, Object>>() {}),
                        () -> Tuple2.of(text(), anything())));
    }

    @Nullable
    Object anything() {
        return switch (random.nextInt(14)) {
            case 0 -> null;
            case 1 -> text();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> Tuple2.of(text(), anything());
            case 5 -> edge();
            case 6 -> path();
            case 7 -> pojo();
            case 8 -> list(this::anything);
            case 9 -> map(this::anything);
            case 10 -> Row.of(anything(), text());
            case 11 -> new TreeMap<>(map(this::text));
            case 12 -> colour();
            default -> Either.Right(edge());
        };
    }

    private int size() {
        return random.nextInt(5);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[size()];
        random.nextBytes(bytes);
        return bytes;
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private <T> @Nullable T orNull(Supplier<T> of) {
        return random.nextInt(4) == 0 ? null : of.get();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int range = random.nextBoolean() ? 256 : 65_536;
        for (int left = random.nextInt(12); left > 0; left--) {
            text.append((char) random.nextInt(range));
        }
        return text.toString();
    }

    private Colour colour() {
        return Colour.values()[random.nextInt(3)];
    }

    private Edge edge() {
        return new Edge(orNull(this::text), random.nextLong(), orNull(this::colour));
    }

    private Path path() {
        return new Path(text(), orNull(() -> new ArrayList<>(List.of(edge(), edge()))), orNull(this::pojo2));
    }

    private Pojo pojo() {
        Pojo pojo = random.nextInt(3) == 0 ? new SubPojo() : new Pojo();
        if (pojo instanceof SubPojo sub) {
            sub.extra = orNull(this::text);
        }
        pojo.id = random.nextInt();
        pojo.name = orNull(this::text);
        pojo.setCounts(orNull(() -> map(random::nextLong)));
        pojo.edge = orNull(this::edge);
        if (random.nextBoolean()) {
            pojo.inner = pojo2();
        }
        return pojo;
    }

    private Pojo2 pojo2() {
        Pojo2 pojo = new Pojo2();
        pojo.value = random.nextDouble();
        pojo.letter = (char) random.nextInt();
        pojo.at = orNull(() -> new Date(random.nextInt()));
        return pojo;
    }

    private <T> List<T> list(Supplier<T> elements) {
        List<T> list = new ArrayList<>();
        for (int left = size(); left > 0; left--) {
            list.add(elements.get());
        }
        return list;
    }

    private <T> Map<String, T> map(Supplier<T> values) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int left = size(); left > 0; left--) {
            map.put("k" + random.nextInt(), values.get());
        }
        return map;
    }
}
