package io.millrace.types.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FreshRecordsTest {
    private static final TypeInformation<Tuple2<String, Integer>> COUNTED =
            TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {});
    private static final TypeInformation<Point> POINT = TypeInformation.of(Point.class);

    private static final List<Object> KEPT = new ArrayList<>();
    private static @Nullable Tuple2<String, Integer> last;

    /** A map or flat map function, by what it does. */
    record Named<F>(String what, F function) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Named<MapFunction<String, Tuple2<String, Integer>>> map(
            String what, MapFunction<String, Tuple2<String, Integer>> function) {
        return new Named<>(what, function);
    }

    private static Named<FlatMapFunction<String, Tuple2<String, Integer>>> flatMap(
            String what, FlatMapFunction<String, Tuple2<String, Integer>> function) {
        return new Named<>(what, function);
    }

    static List<Named<MapFunction<String, Tuple2<String, Integer>>>> mapsOfNew() {
        String captured = "prefix";
        return List.of(
                map("a constructor", word -> new Tuple2<>(word, 1)),
                map("of", word -> Tuple2.of(word, word.length())),
                map("own method", FreshRecordsTest::counted),
                map("captured", word -> new Tuple2<>(captured + word, 1)),
                map("fields", word -> {
                    Tuple2<String, Integer> made = new Tuple2<>();
                    made.f0 = word;
                    made.setField(word.length(), 1);
                    return made;
                }),
                map("two ways", word -> word.isEmpty() ? new Tuple2<>("", 0) : new Tuple2<>(word, 1)),
                map("looked at", word -> {
                    Tuple2<String, Integer> made = Tuple2.of(word, 1);
                    for (int i = 0; i < word.length() && made.f1 < 10; i++) {
                        made.f1 += i;
                    }
                    return made;
                }),
                map("a class", new ToCounted()),
                map("an inherited method", new ToCountedInherited()));
    }

    static List<Named<MapFunction<String, Tuple2<String, Integer>>>> mapsOfOthers() {
        Tuple2<String, Integer> captured = new Tuple2<>("", 0);
        return List.of(
                map("the same again", new Again()),
                map("captured", word -> captured),
                map("a static field", word -> last = new Tuple2<>(word, 1)),
                map("a list", word -> {
                    Tuple2<String, Integer> made = new Tuple2<>(word, 1);
                    KEPT.add(made);
                    return made;
                }),
                map("an array", word -> {
                    Tuple2<String, Integer> made = new Tuple2<>(word, 1);
                    KEPT.add(new Object[] {made});
                    return made;
                }),
                map("a lambda", word -> {
                    Tuple2<String, Integer> made = new Tuple2<>(word, 1);
                    Runnable later = () -> made.f1++;
                    KEPT.add(later);
                    return made;
                }),
                map("one way of two", word -> word.isEmpty() ? captured : new Tuple2<>(word, 1)),
                map("a method that keeps", word -> {
                    Tuple2<String, Integer> made = new Tuple2<>(word, 1);
                    keep(made);
                    return made;
                }),
                map("a method of something kept", word -> kept(word)),
                map("a subclass", word -> new Telling(word)),
                map("a variable that was kept before", word -> {
                    Tuple2<String, Integer> made = null;
                    for (int i = 0; i < 2; i++) {
                        if (made != null) {
                            last = made;
                        }
                        made = new Tuple2<>(word, i);
                    }
                    return made == null ? captured : made;
                }));
    }

    static List<Named<FlatMapFunction<String, Tuple2<String, Integer>>>> flatMapsOfNew() {
        return List.of(
                flatMap("words", (line, out) -> {
                    for (String word : line.toLowerCase(java.util.Locale.ROOT).split("\\W+")) {
                        if (!word.isEmpty()) {
                            out.collect(new Tuple2<>(word, 1));
                        }
                    }
                }),
                flatMap("a variable", (line, out) -> {
                    StringTokenizer words = new StringTokenizer(line);
                    while (words.hasMoreTokens()) {
                        Tuple2<String, Integer> made = Tuple2.of(words.nextToken(), 1);
                        if (made.f0.length() > 3) {
                            made.f1 = 2;
                        }
                        out.collect(made);
                    }
                }),
                flatMap("none", (line, out) -> {}),
                flatMap("a class", new Twice()));
    }

    static List<Named<FlatMapFunction<String, Tuple2<String, Integer>>>> flatMapsOfOthers() {
        return List.of(
                flatMap("changed and emitted again", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>();
                    for (String word : line.split(" ")) {
                        made.f0 = word;
                        made.f1 = 1;
                        out.collect(made);
                    }
                }),
                flatMap("emitted twice", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>(line, 1);
                    out.collect(made);
                    out.collect(made);
                }),
                flatMap("changed afterwards", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>(line, 1);
                    out.collect(made);
                    made.f1 = 2;
                }),
                flatMap("read afterwards", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>(line, 1);
                    out.collect(made);
                    KEPT.add(made.f1);
                }),
                flatMap("kept afterwards", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>(line, 1);
                    out.collect(made);
                    last = made;
                }),
                flatMap("another name of it changed", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>(line, 1);
                    Tuple2<String, Integer> same = made;
                    out.collect(made);
                    same.f1 = 2;
                }),
                flatMap("that of the round before changed", (line, out) -> {
                    Tuple2<String, Integer> before = null;
                    for (String word : line.split(" ")) {
                        if (before != null) {
                            before.f1 = 2;
                        }
                        Tuple2<String, Integer> made = new Tuple2<>(word, 1);
                        out.collect(made);
                        before = made;
                    }
                }),
                flatMap("a collector that is handed on", (line, out) -> emit(line, out)),
                flatMap(
                        "a collector in a lambda",
                        (line, out) -> List.of(line.split(" ")).forEach(word -> out.collect(new Tuple2<>(word, 1)))),
                flatMap("a handler that emits again", (line, out) -> {
                    Tuple2<String, Integer> made = new Tuple2<>(line, 1);
                    try {
                        out.collect(made);
                    } catch (IllegalStateException e) {
                        out.collect(made);
                    }
                }),
                flatMap("the same again", new AgainAndAgain()));
    }

    @ParameterizedTest
    @MethodSource("mapsOfNew")
    void what_a_map_makes_is_new(Named<MapFunction<String, Tuple2<String, Integer>>> map) {
        assertThat(FreshRecords.areReturned(map.function(), "map", COUNTED)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mapsOfOthers")
    void what_a_map_keeps_or_shares_is_not_new(Named<MapFunction<String, Tuple2<String, Integer>>> map) {
        assertThat(FreshRecords.areReturned(map.function(), "map", COUNTED)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("flatMapsOfNew")
    void what_a_flat_map_makes_is_new(Named<FlatMapFunction<String, Tuple2<String, Integer>>> flatMap) {
        assertThat(FreshRecords.areCollected(flatMap.function(), "flatMap", COUNTED))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("flatMapsOfOthers")
    void what_a_flat_map_touches_after_it_was_emitted_is_not_new(
            Named<FlatMapFunction<String, Tuple2<String, Integer>>> flatMap) {
        assertThat(FreshRecords.areCollected(flatMap.function(), "flatMap", COUNTED))
                .isFalse();
    }

    @Test
    void a_pojo_is_new_if_its_constructor_and_setters_do_not_keep_it() {
        MapFunction<Integer, Point> made = x -> {
            Point point = new Point(x, 0);
            point.setY(x + 1);
            return point.shifted(2);
        };
        MapFunction<Integer, Point> setOnly = x -> {
            Point point = new Point();
            point.setY(x);
            return point;
        };
        MapFunction<Integer, Point> kept = x -> {
            Point point = new Point(x, 0);
            point.remember();
            return point;
        };
        MapFunction<Integer, Point> keptByConstructor = x -> new Point(x);
        assertThat(FreshRecords.areReturned(setOnly, "map", POINT)).isTrue();
        assertThat(FreshRecords.areReturned(made, "map", POINT))
                .as("what another method of the object returns may be anything")
                .isFalse();
        assertThat(FreshRecords.areReturned(kept, "map", POINT)).isFalse();
        assertThat(FreshRecords.areReturned(keptByConstructor, "map", POINT)).isFalse();
    }

    @Test
    void a_record_whose_fields_can_change_counts_as_shared() {
        TypeInformation<Tuple2<String, Map<String, Integer>>> withMap =
                TypeInformation.of(new TypeHint<Tuple2<String, Map<String, Integer>>>() {});
        TypeInformation<Tuple2<String, Tuple2<Long, Long>>> nested =
                TypeInformation.of(new TypeHint<Tuple2<String, Tuple2<Long, Long>>>() {});
        MapFunction<String, Object> shared = word -> new Tuple2<>(word, KEPT);
        assertThat(FreshRecords.areReturned(shared, "map", withMap)).isFalse();
        assertThat(FreshRecords.areReturned(shared, "map", nested)).isFalse();
        assertThat(FreshRecords.areReturned(shared, "map", TypeInformation.of(WithMore.class)))
                .as("a field that is not copied")
                .isFalse();
    }

    @Test
    void only_objects_of_the_very_class_of_the_type_are_followed() {
        MapFunction<String, Object> three = word -> new Tuple3<>(word, 1, 2);
        assertThat(FreshRecords.areReturned(three, "map", COUNTED)).isFalse();
        assertThat(FreshRecords.areReturned(three, "map", Types.TUPLE(Types.STRING, Types.INT, Types.INT)))
                .isTrue();
    }

    @Test
    void a_function_without_a_class_file_or_with_two_such_methods_is_not_understood() {
        assertThat(FreshRecords.areReturned(new Overloaded(), "map", COUNTED)).isFalse();
        assertThat(FreshRecords.areReturned(new ToCounted(), "other", COUNTED)).isFalse();
        MapFunction<Object, String> text = Object::toString;
        assertThat(FreshRecords.areReturned(text, "map", COUNTED)).isFalse();
    }

    // ------------------------------------------------------------------ what the functions use

    static Tuple2<String, Integer> counted(String word) {
        return Tuple2.of(word, 1);
    }

    static Tuple2<String, Integer> kept(String word) {
        Tuple2<String, Integer> made = new Tuple2<>(word, 1);
        last = made;
        return made;
    }

    static void keep(Tuple2<String, Integer> record) {
        last = record;
    }

    static void emit(String line, Collector<Tuple2<String, Integer>> out) {
        Tuple2<String, Integer> made = new Tuple2<>(line, 1);
        out.collect(made);
        last = made;
    }

    static class ToCounted implements MapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<String, Integer> map(String word) {
            return new Tuple2<>(word, 1);
        }
    }

    static final class ToCountedInherited extends ToCounted {
        private static final long serialVersionUID = 1L;
    }

    static final class Again implements MapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        private final Tuple2<String, Integer> same = new Tuple2<>();

        @Override
        public Tuple2<String, Integer> map(String word) {
            same.f0 = word;
            return same;
        }
    }

    static final class Overloaded implements MapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<String, Integer> map(String word) {
            return new Tuple2<>(word, 1);
        }

        Tuple2<String, Integer> map(String word, int times) {
            return new Tuple2<>(word, times);
        }
    }

    static final class Twice implements FlatMapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(String word, Collector<Tuple2<String, Integer>> out) {
            out.collect(new Tuple2<>(word, 1));
            out.collect(counted(word));
        }
    }

    static final class AgainAndAgain implements FlatMapFunction<String, Tuple2<String, Integer>> {
        private static final long serialVersionUID = 1L;

        private final Tuple2<String, Integer> same = new Tuple2<>();

        @Override
        public void flatMap(String word, Collector<Tuple2<String, Integer>> out) {
            same.f0 = word;
            out.collect(same);
        }
    }

    static final class Telling extends Tuple2<String, Integer> {
        private static final long serialVersionUID = 1L;

        Telling(String word) {
            super(word, 1);
            KEPT.add(this);
        }
    }

    /** A plain class with methods that keep it, and others that do not. */
    public static class Point {
        public int x;
        private int y;

        public Point() {}

        public Point(int x, int y) {
            this();
            this.x = x;
            this.y = y;
        }

        Point(int x) {
            this(x, x);
            KEPT.add(this);
        }

        public int getY() {
            return y;
        }

        public void setY(int y) {
            this.y = y;
        }

        Point shifted(int by) {
            x += by;
            return this;
        }

        void remember() {
            KEPT.add(this);
        }
    }

    /** A plain class with a field that is no part of the record. */
    public static class WithMore {
        public int x;
        public transient @Nullable List<String> more;
    }
}
