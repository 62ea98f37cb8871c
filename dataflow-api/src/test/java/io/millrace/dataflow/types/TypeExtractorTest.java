package io.millrace.dataflow.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.typeutils.CompositeType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeExtractorTest {

    public static class Inner {
        private int size;
        public @Nullable String name;

        public int getSize() {
            return size;
        }

        public void setSize(int size) {
            this.size = size;
        }
    }

    public static class Outer<T> {
        public @Nullable T payload;
        public Inner complex = new Inner();
        public transient int skipped;
    }

    public static class Sub extends Outer<Tuple2<String, Inner>> {
        public @Nullable Instant at;
    }

    record Edge(String from, String to, List<Integer> weights) {}

    static class NoPlainConstructor {
        public int value;

        NoPlainConstructor(int value) {
            this.value = value;
        }
    }

    static class HiddenField {
        @SuppressWarnings("UnusedVariable")
        private int hidden;
    }

    static class Node {
        public @Nullable Node next;
        public int value;
    }

    static class WordCount extends Tuple2<String, Integer> {
        private static final long serialVersionUID = 1L;
    }

    static class TaggedCount extends Tuple2<String, Integer> {
        private static final long serialVersionUID = 1L;
        public String tag = "";
    }

    enum Colour {
        RED {
            @Override
            int weight() {
                return 1;
            }
        };

        abstract int weight();
    }

    @Test
    void findsThePojosFieldsThroughSuperclassesAndParameters() {
        TypeInformation<Sub> type = TypeInformation.of(Sub.class);
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        assertThat(((PojoTypeInfo<Sub>) type).getFieldNames()).containsExactly("at", "complex", "payload");
        assertThat(((PojoTypeInfo<Sub>) type).<Object>getTypeAt("payload.f1.size"))
                .isEqualTo(Types.INT);
        assertThat(type.getTotalFields()).isEqualTo(6);
    }

    @Test
    void saysWhichClassesAreNoPojos() {
        assertThat(TypeInformation.of(NoPlainConstructor.class)).isInstanceOf(GenericTypeInfo.class);
        assertThat(TypeInformation.of(HiddenField.class)).isInstanceOf(GenericTypeInfo.class);
        assertThat(TypeInformation.of(StringBuilder.class)).isInstanceOf(GenericTypeInfo.class);
        assertThatThrownBy(() -> Types.POJO(NoPlainConstructor.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("constructor without arguments");
    }

    @Test
    void endsAtARecursiveField() {
        PojoTypeInfo<Node> node = (PojoTypeInfo<Node>) TypeInformation.of(Node.class);
        assertThat(node.<Object>getTypeAt("next")).isEqualTo(Types.GENERIC(Node.class));
    }

    @Test
    void takesATuplesSubclassForATupleUnlessItHasFieldsOfItsOwn() {
        TypeInformation<WordCount> type = TypeInformation.of(WordCount.class);
        assertThat(type).isInstanceOf(TupleTypeInfo.class);
        assertThat(type.getTypeClass()).isEqualTo(WordCount.class);
        assertThat(TypeInformation.of(TaggedCount.class)).isInstanceOf(PojoTypeInfo.class);
    }

    @Test
    void findsRecordsEnumsArraysAndContainers() {
        assertThat(TypeInformation.of(Edge.class).toString())
                .isEqualTo("RecordType<" + Edge.class.getName()
                        + ", fields = [from: String, to: String, weights: List<Integer>]>");
        assertThat(TypeInformation.of(Colour.class)).isEqualTo(Types.ENUM(Colour.class));
        assertThat((Object) TypeExtractor.getForObject(Colour.RED)).isEqualTo(Types.ENUM(Colour.class));
        assertThat(TypeInformation.of(String[].class)).isEqualTo(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);
        assertThat(TypeInformation.of(int[][].class).toString()).isEqualTo("ObjectArrayTypeInfo<int[]>");
        assertThat(TypeInformation.of(IntValue.class)).isEqualTo(ValueTypeInfo.INT_VALUE_TYPE_INFO);
        assertThat(TypeInformation.of(new TypeHint<Map<String, Set<Edge>>>() {}))
                .isEqualTo(Types.MAP(Types.STRING, Types.SET(TypeInformation.of(Edge.class))));
        assertThat(TypeInformation.of(new TypeHint<Either<String, Long>>() {}))
                .isEqualTo(Types.EITHER(Types.STRING, Types.LONG));
        assertThat((Object) TypeExtractor.getForObject(Row.of("a", 1))).isEqualTo(Types.ROW(Types.STRING, Types.INT));
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    @Test
    void leavesTheRecordsOfAnInterfaceToTellWhatTheyAre() {
        assertThat(TypeInformation.of(Shape.class)).isEqualTo(LateBoundTypeInfo.boundedBy(Shape.class));
        assertThat(TypeInformation.of(new TypeHint<List<Shape>>() {}))
                .isEqualTo(Types.LIST(LateBoundTypeInfo.boundedBy(Shape.class)));
    }

    static class MoneyFactory extends TypeInfoFactory<Money> {
        @Override
        public TypeInformation<Money> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return Types.GENERIC(Money.class);
        }
    }

    @TypeInfo(MoneyFactory.class)
    static class Money {
        public int cents;
    }

    @Test
    void asksTheFactoryThatAClassNames() {
        assertThat(TypeInformation.of(Money.class)).isEqualTo(Types.GENERIC(Money.class));
        assertThat(TypeInformation.of(new TypeHint<List<Money>>() {}))
                .isEqualTo(Types.LIST(Types.GENERIC(Money.class)));
    }

    @Test
    void laysNestedFieldsOutFlat() {
        CompositeType<Sub> type = (CompositeType<Sub>) TypeInformation.of(Sub.class);
        assertThat(type.getFlatFields("complex"))
                .extracting(f -> f.getPosition())
                .containsExactly(1, 2);
        assertThat(type.getFlatFields("payload.f1.size"))
                .extracting(f -> f.getPosition())
                .containsExactly(5);
        assertThat(type.getFlatFields("*")).hasSize(6);
    }

    @Test
    void namesTheFieldThatIsNotThere() {
        CompositeType<Sub> pojo = (CompositeType<Sub>) TypeInformation.of(Sub.class);
        assertThatThrownBy(() -> pojo.getTypeAt("wrd"))
                .isInstanceOf(CompositeType.InvalidFieldReferenceException.class)
                .hasMessageStartingWith("Unable to find field \"wrd\" in type PojoType<");
        assertThatThrownBy(() -> pojo.getTypeAt("at.year"))
                .isInstanceOf(CompositeType.InvalidFieldReferenceException.class)
                .hasMessageContaining("atomic type Instant");
        CompositeType<?> tuple = (CompositeType<?>) TypeInformation.of(WordCount.class);
        assertThatThrownBy(() -> tuple.getFlatFields("f2"))
                .isInstanceOf(CompositeType.InvalidFieldReferenceException.class)
                .hasMessageContaining("\"f2\" out of bounds");
    }

    @Test
    void comesBackFromJavaSerialisationAsItWas() throws Exception {
        for (TypeInformation<?> type : Arrays.asList(
                TypeInformation.of(Sub.class),
                TypeInformation.of(Edge.class),
                TypeInformation.of(WordCount.class),
                Types.ROW_NAMED(new String[] {"a", "b"}, Types.INT, Types.LIST(Types.STRING)),
                LateBoundTypeInfo.any(),
                Types.ENUM(Colour.class))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(type);
            Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            assertThat(back).isEqualTo(type).hasSameHashCodeAs(type);
        }
    }
}
