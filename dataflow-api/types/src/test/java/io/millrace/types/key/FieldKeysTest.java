package io.millrace.types.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.types.TypeHint;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.CompositeType.InvalidFieldReferenceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Constructor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldKeysTest {

    static class WordWithCount {
        String word = "";
        public long count;
        private @Nullable Complex complex;

        public String getWord() {
            return word;
        }

        public void setWord(String word) {
            this.word = word;
        }

        public @Nullable Complex getComplex() {
            return complex;
        }

        public void setComplex(@Nullable Complex complex) {
            this.complex = complex;
        }
    }

    public static class Complex {
        public String word = "";
        public Tuple2<Long, String> pair = new Tuple2<>(0L, "");
    }

    record Sale(String item, int amount, Point place) {}

    record Point(int x, int y) {}

    private static final TypeInformation<WordWithCount> WORDS = TypeInformation.of(WordWithCount.class);
    private static final TypeInformation<Tuple3<String, Tuple2<Integer, Long>, int[]>> NESTED =
            TypeInformation.of(new TypeHint<Tuple3<String, Tuple2<Integer, Long>, int[]>>() {});

    private static WordWithCount word(String word, long count) {
        WordWithCount result = new WordWithCount();
        result.word = word;
        result.count = count;
        result.complex = new Complex();
        result.complex.word = "inner " + word;
        result.complex.pair = new Tuple2<>(count, word);
        return result;
    }

    @Test
    void readsKeysByPositionNestedOnesLaidOutFlat() {
        FieldKeys<Tuple3<String, Tuple2<Integer, Long>, int[]>> keys = FieldKeys.of(NESTED, 1, 0);
        assertThat(keys.names()).containsExactly("f1.f0", "f1.f1", "f0");
        assertThat(keys.keyType()).isEqualTo(Types.TUPLE(Types.INT, Types.LONG, Types.STRING));
        assertThat(keys.keyOf(new Tuple3<>("a", new Tuple2<>(1, 2L), new int[0])))
                .isEqualTo(new Tuple3<>(1, 2L, "a"));
        FieldKeys<Tuple3<String, Tuple2<Integer, Long>, int[]>> one = FieldKeys.of(NESTED, 0);
        assertThat(one.keyType()).isEqualTo(Types.STRING);
        assertThat(one.keyOf(new Tuple3<>("a", new Tuple2<>(1, 2L), new int[0])))
                .isEqualTo("a");
        assertThat(one.tupleOf(new Tuple3<>("a", new Tuple2<>(1, 2L), new int[0]))
                        .getArity())
                .isEqualTo(1);
    }

    @Test
    void readsKeysByExpressionOfAPackagePrivatePojo() {
        assertThat(FieldKeys.of(WORDS, "word").keyOf(word("a", 3))).isEqualTo("a");
        assertThat(FieldKeys.of(WORDS, "complex.word").keyOf(word("a", 3))).isEqualTo("inner a");
        assertThat(FieldKeys.of(WORDS, "complex.pair.f1", "count").keyOf(word("a", 3)))
                .isEqualTo(Tuple2.of("a", 3L));
        assertThat(FieldKeys.of(WORDS, "complex").names())
                .containsExactly("complex.pair.f0", "complex.pair.f1", "complex.word");
        assertThat(FieldKeys.allFields(WORDS).size()).isEqualTo(5);
        assertThat(FieldKeys.of(Types.STRING, "*").keyOf("a")).isEqualTo("a");
        assertThat(FieldKeys.of(Types.STRING, "_").keyType()).isEqualTo(Types.STRING);
    }

    @Test
    void refusesWhatTheTypeHasNot() {
        assertThatThrownBy(() -> FieldKeys.of(WORDS, "wrd"))
                .isInstanceOf(InvalidFieldReferenceException.class)
                .hasMessageStartingWith("Unable to find field \"wrd\" in type PojoType<");
        assertThatThrownBy(() -> FieldKeys.of(WORDS, 0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("only valid for tuple data types");
        assertThatThrownBy(() -> FieldKeys.of(NESTED, 3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("actual=3");
        assertThatThrownBy(() -> FieldKeys.of(NESTED, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FieldKeys.of(Types.LONG, "word"))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("must be equal to '*' or '_'");
        assertThatThrownBy(() -> FieldKeys.of(Types.TUPLE(Types.LIST(Types.INT), Types.INT), 0))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("cannot be used as key");
        assertThatThrownBy(() -> FieldKeys.of(NESTED, new int[0])).isInstanceOf(IllegalArgumentException.class);
        TypeInformation<Tuple2<String, Integer>> latePair = LateBoundTypeInfo.boundedBy(Tuple2.class);
        assertThatThrownBy(() -> FieldKeys.of(latePair, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bindsToEachClassThatALateBoundStreamBrings() {
        FieldKeys<Object> keys = FieldKeys.of(LateBoundTypeInfo.any(), "word");
        assertThat(keys.keyOf(word("a", 1))).isEqualTo("a");
        Complex complex = new Complex();
        complex.word = "b";
        assertThat(keys.keyOf(complex)).isEqualTo("b");
        assertThat(keys.keyOf(word("c", 1))).isEqualTo("c");
        assertThatThrownBy(() -> keys.keyOf(new Point(1, 2)))
                .isInstanceOf(InvalidFieldReferenceException.class)
                .hasMessageContaining("Unable to find field \"word\" in type " + Point.class.getName());
        FieldKeys<Object> first = FieldKeys.of(LateBoundTypeInfo.any(), 0);
        assertThat(first.keyOf(new Tuple2<>("x", 1))).isEqualTo("x");
        assertThat(first.keyOf(Row.of("y", 1))).isEqualTo("y");
    }

    @Test
    void namesTheKeyFieldThatIsNull() {
        WordWithCount record = word("a", 1);
        record.complex = null;
        assertThatThrownBy(() -> FieldKeys.of(WORDS, "complex.word").keyOf(record))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("\"complex.word\"");
        TypeInformation<Tuple2<String, Integer>> pair = Types.TUPLE(Types.STRING, Types.INT);
        assertThatThrownBy(() -> FieldKeys.of(pair, 0).keyOf(new Tuple2<>(null, 1)))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("\"f0\" is null");
    }

    @Test
    void readsRowsByTheNamesOfTheirType() {
        TypeInformation<Row> type = Types.ROW_NAMED(new String[] {"word", "count"}, Types.STRING, Types.INT);
        assertThat(FieldKeys.of(type, "count").keyOf(Row.of("a", 7))).isEqualTo(7);
    }

    @Test
    void changesAFieldInPlaceOrMakesTheRecordAnew() {
        WordWithCount record = word("a", 1);
        assertThat(FieldAccessor.of(WORDS, "count").set(record, 5L)).isSameAs(record);
        assertThat(record.count).isEqualTo(5);
        FieldAccessor.of(WORDS, "complex.pair.f1").set(record, "z");
        assertThat(FieldAccessor.of(WORDS, "complex.pair.f1").get(record)).isEqualTo("z");

        TypeInformation<Sale> sales = TypeInformation.of(Sale.class);
        Sale sale = new Sale("tea", 3, new Point(1, 2));
        assertThat(FieldAccessor.of(sales, "amount").set(sale, 9)).isEqualTo(new Sale("tea", 9, new Point(1, 2)));
        assertThat(FieldAccessor.of(sales, "place.y").set(sale, 9)).isEqualTo(new Sale("tea", 3, new Point(1, 9)));
        assertThat(sale).isEqualTo(new Sale("tea", 3, new Point(1, 2)));

        int[] array = {1, 2, 3};
        assertThat(FieldAccessor.ofPosition(1).set(array, 7)).containsExactly(1, 7, 3);
        assertThat((Object) FieldAccessor.ofPosition(0).set("whole", "other")).isEqualTo("other");
        Tuple2<Sale, Integer> tuple = new Tuple2<>(sale, 1);
        assertThat(FieldAccessor.of("f0.amount").set(tuple, 4)).isSameAs(tuple);
        assertThat(tuple.f0.amount()).isEqualTo(4);
    }

    @Test
    void worksOnClassesOfAnotherClassLoader() throws Exception {
        Class<?> other = new Child().loadClass(Complex.class.getName());
        assertThat(other).isNotEqualTo(Complex.class);
        Constructor<?> constructor = other.getDeclaredConstructor();
        Object record = constructor.newInstance();
        FieldAccessor accessor = FieldAccessor.of("word");
        accessor.set(new Complex(), "first");
        accessor.set(record, "second");
        assertThat(accessor.get(record)).isEqualTo("second");
    }

    /** Defines the test's own class again. */
    private static final class Child extends ClassLoader {

        Child() {
            super(Child.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.equals(Complex.class.getName())) {
                return super.loadClass(name);
            }
            try (InputStream in = Complex.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void travelsToAnotherProcess() throws Exception {
        FieldKeys<WordWithCount> keys = FieldKeys.of(WORDS, "complex.pair", "word");
        keys.keyOf(word("used", 1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ObjectOutputStream out = new ObjectOutputStream(bytes);
        out.writeObject(keys);
        out.writeObject(keys.selector());
        ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(((FieldKeys<WordWithCount>) in.readObject()).keyOf(word("a", 3)))
                .isEqualTo(new Tuple3<>(3L, "a", "a"));
        assertThat(((KeySelector<WordWithCount, Object>) in.readObject()).getKey(word("a", 3)))
                .isEqualTo(new Tuple3<>(3L, "a", "a"));
    }

    @Test
    void sortsByFieldsInEitherDirection() {
        TypeInformation<Tuple2<String, Integer>> type = Types.TUPLE(Types.STRING, Types.INT);
        List<Tuple2<String, Integer>> records =
                new ArrayList<>(List.of(Tuple2.of("a", 2), Tuple2.of("b", 1), Tuple2.of("a", 3)));
        records.sort(FieldOrder.by(type, 0, Order.DESCENDING).then(FieldOrder.by(type, "f1", Order.ASCENDING)));
        assertThat(records).containsExactly(Tuple2.of("b", 1), Tuple2.of("a", 2), Tuple2.of("a", 3));
        assertThatThrownBy(() -> FieldOrder.by(type, 0, Order.ASCENDING).compare(Tuple2.of(null, 1), Tuple2.of("a", 1)))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("\"f0\" is null");
        assertThatThrownBy(() -> FieldOrder.by(WORDS, "complex", Order.ASCENDING))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("not a sortable type");
    }

    @Test
    void sumsNumbersOfEveryKindAndNothingElse() {
        assertThat(Arithmetic.sumOf(Types.INT, "f1").add(1, 2)).isEqualTo(3);
        assertThat(Arithmetic.sumOf(long.class, "count").add(1L, 2L)).isEqualTo(3L);
        assertThat(Arithmetic.sumOf(Types.BYTE, "b").add((byte) 127, (byte) 1)).isEqualTo((byte) -128);
        assertThat(Arithmetic.sumOf(Types.DOUBLE, "d").add(0.5, 0.25)).isEqualTo(0.75);
        assertThat(Arithmetic.sumOf(Types.BIG_DEC, "d").add(BigDecimal.ONE, BigDecimal.TEN))
                .isEqualTo(new BigDecimal(11));
        assertThat(Arithmetic.sumOf(TypeInformation.of(IntValue.class), "v").add(new IntValue(1), new IntValue(2)))
                .isEqualTo(new IntValue(3));
        assertThatThrownBy(() -> Arithmetic.sumOf(Types.STRING, "word"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"word\"")
                .hasMessageContaining("java.lang.String");
        Arithmetic.Sum late = Arithmetic.sumOf(LateBoundTypeInfo.any(), "f1");
        assertThat(late.add(1, 2)).isEqualTo(3);
        assertThatThrownBy(() -> late.add("a", "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> late.add(null, 1)).isInstanceOf(NullFieldException.class);
    }
}
