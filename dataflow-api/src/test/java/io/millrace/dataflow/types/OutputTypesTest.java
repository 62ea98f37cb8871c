package io.millrace.dataflow.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.GroupReduceFunction;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.functions.JoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.functions.RichFlatMapFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.util.Collector;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputTypesTest {

    public static class WordWithCount {
        public String word = "";
        public long count;
    }

    private static final TypeInformation<Tuple2<String, Integer>> PAIR = Types.TUPLE(Types.STRING, Types.INT);

    private static <IN, OUT> TypeInformation<OUT> ofMap(MapFunction<IN, OUT> function, TypeInformation<IN> input) {
        return OutputTypes.of(function, MapFunction.class, 1, input);
    }

    private static <IN, OUT> TypeInformation<OUT> ofFlatMap(
            FlatMapFunction<IN, OUT> function, TypeInformation<IN> input) {
        return OutputTypes.of(function, FlatMapFunction.class, 1, input);
    }

    @Test
    void typesTheWordCountOfTheFrontPageByItsKeySelector() {
        FlatMapFunction<String, WordWithCount> split = (String line, Collector<WordWithCount> out) -> {};
        TypeInformation<WordWithCount> words = ofFlatMap(split, Types.STRING);
        assertThat(words).isEqualTo(LateBoundTypeInfo.any());

        KeySelector<WordWithCount, String> byWord = wc -> wc.word;
        TypeInformation<WordWithCount> refined = OutputTypes.refine(words, byWord, KeySelector.class, 0);
        assertThat(refined).isInstanceOf(PojoTypeInfo.class);
        assertThat(refined.toString())
                .isEqualTo("PojoType<" + WordWithCount.class.getName() + ", fields = [count: Long, word: String]>");
        assertThat(TypeExtractor.getKeySelectorTypes(byWord, refined)).isEqualTo(Types.STRING);
    }

    @Test
    void readsTheClassThatALambdaReturns() {
        assertThat(ofMap((String s) -> s.length(), Types.STRING)).isEqualTo(Types.INT);
        assertThat(ofMap((Long n) -> new WordWithCount(), Types.LONG)).isEqualTo(Types.POJO(WordWithCount.class));
        assertThat(ofMap((Long n) -> new double[] {n}, Types.LONG))
                .isEqualTo(PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);
        WordWithCount captured = new WordWithCount();
        assertThat(ofMap((Long n) -> captured.word + n, Types.LONG)).isEqualTo(Types.STRING);
    }

    @Test
    void leavesAGenericClassThatALambdaReturnsToTheRecords() {
        TypeInformation<Tuple2<String, Integer>> late = ofMap((String s) -> new Tuple2<>(s, 1), Types.STRING);
        assertThat(late).isEqualTo(LateBoundTypeInfo.boundedBy(Tuple2.class));
        assertThat(late.isTupleType()).isTrue();
    }

    private static Tuple2<String, Integer> parse(String line) {
        return new Tuple2<>(line, 1);
    }

    private static void split(String line, Collector<Tuple2<String, Integer>> out) {
        out.collect(parse(line));
    }

    @Test
    void readsTheGenericSignatureOfAMethodThatIsReferredTo() {
        assertThat(ofMap(OutputTypesTest::parse, Types.STRING)).isEqualTo(PAIR);
        assertThat(ofFlatMap(OutputTypesTest::split, Types.STRING)).isEqualTo(PAIR);
        assertThat(ofMap(String::trim, Types.STRING)).isEqualTo(Types.STRING);
        assertThat(ofMap(String::length, Types.STRING)).isEqualTo(Types.INT);
        assertThat(ofMap(StringBuilder::new, Types.STRING)).isEqualTo(Types.GENERIC(StringBuilder.class));
        SerializableIndex bound = new SerializableIndex();
        assertThat(ofMap(bound::index, Types.STRING)).isEqualTo(Types.MAP(Types.STRING, Types.LIST(Types.LONG)));
    }

    private static final class SerializableIndex implements Serializable {
        private static final long serialVersionUID = 1L;

        Map<String, List<Long>> index(String line) {
            return Map.of(line, List.of());
        }
    }

    @Test
    void readsTheSignatureOfAnAnonymousClass() {
        FlatMapFunction<String, Tuple2<String, Integer>> function = new FlatMapFunction<>() {
            @Override
            public void flatMap(String value, Collector<Tuple2<String, Integer>> out) {
                split(value, out);
            }
        };
        assertThat(ofFlatMap(function, Types.STRING)).isEqualTo(PAIR);
    }

    private abstract static class Base<A, B> extends RichMapFunction<A, Tuple2<A, B>> {
        private static final long serialVersionUID = 1L;
    }

    private static final class OfWords extends Base<String, WordWithCount[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<String, WordWithCount[]> map(String value) {
            return new Tuple2<>(value, new WordWithCount[0]);
        }
    }

    private static final class Lists<X> extends Base<X, List<X>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple2<X, List<X>> map(X value) {
            return new Tuple2<>(value, List.of(value));
        }
    }

    @Test
    void followsTypeParametersThroughTheUsersOwnBaseClasses() {
        assertThat(ofMap(new OfWords(), Types.STRING).toString())
                .startsWith("Java Tuple2<String, ObjectArrayTypeInfo<PojoType<");
    }

    @Test
    void bindsTypeParametersToTheTypesOfTheInputs() {
        assertThat(ofMap(new Lists<Long>(), Types.LONG)).isEqualTo(Types.TUPLE(Types.LONG, Types.LIST(Types.LONG)));
        assertThat(this.<WordWithCount>counted(Types.POJO(WordWithCount.class)))
                .isEqualTo(Types.TUPLE(Types.POJO(WordWithCount.class), Types.LONG));
        assertThat((Object) OutputTypes.of(new Lists<Long>(), MapFunction.class, 1, (TypeInformation<?>) null))
                .isEqualTo(Types.TUPLE(LateBoundTypeInfo.any(), Types.LIST(LateBoundTypeInfo.any())));
    }

    private <T> TypeInformation<Tuple2<T, Long>> counted(TypeInformation<T> input) {
        return ofMap(
                new MapFunction<T, Tuple2<T, Long>>() {
                    @Override
                    public Tuple2<T, Long> map(T value) {
                        return new Tuple2<>(value, 1L);
                    }
                },
                input);
    }

    private static final class Unwrap<K, V> extends RichFlatMapFunction<Tuple2<K, List<V>>, Tuple2<V, K>> {
        private static final long serialVersionUID = 1L;

        @Override
        public void flatMap(Tuple2<K, List<V>> value, Collector<Tuple2<V, K>> out) {
            value.f1.forEach(v -> out.collect(new Tuple2<>(v, value.f0)));
        }
    }

    @Test
    void looksForTypeParametersInsideTheTypesOfTheInputs() {
        TypeInformation<Tuple2<String, List<Long>>> input = Types.TUPLE(Types.STRING, Types.LIST(Types.LONG));
        assertThat(ofFlatMap(new Unwrap<String, Long>(), input)).isEqualTo(Types.TUPLE(Types.LONG, Types.STRING));
    }

    private static final class Typed implements MapFunction<String, Object>, ResultTypeQueryable<Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public Object map(String value) {
            return value;
        }

        @Override
        public TypeInformation<Object> getProducedType() {
            return Types.GENERIC(Object.class);
        }
    }

    @Test
    void takesAFunctionsOwnWordFirst() {
        assertThat(ofMap(new Typed(), Types.STRING)).isEqualTo(Types.GENERIC(Object.class));
    }

    private interface LengthOf extends MapFunction<String, Tuple2<String, Integer>> {}

    @Test
    void readsTheSignatureOfALambdasOwnInterface() {
        LengthOf function = s -> new Tuple2<>(s, s.length());
        assertThat(ofMap(function, Types.STRING)).isEqualTo(PAIR);
    }

    @Test
    void typesFunctionsOfTwoInputs() {
        JoinFunction<String, Long, String> join = (a, b) -> a + b;
        assertThat((Object) OutputTypes.of(join, JoinFunction.class, 2, Types.STRING, Types.LONG))
                .isEqualTo(Types.STRING);
        CoGroupFunction<String, Long, WordWithCount> coGroup = (a, b, out) -> {};
        assertThat((Object) OutputTypes.of(coGroup, CoGroupFunction.class, 2, Types.STRING, Types.LONG))
                .isEqualTo(LateBoundTypeInfo.any());
        GroupReduceFunction<String, Integer> reduce = (values, out) -> {};
        assertThat((Object) OutputTypes.of(reduce, GroupReduceFunction.class, 1, Types.STRING))
                .isEqualTo(LateBoundTypeInfo.any());
    }

    @Test
    void refinesByTheFullSignatureOfAConsumersClass() {
        MapFunction<Tuple2<String, Integer>, String> consumer = new MapFunction<>() {
            @Override
            public String map(Tuple2<String, Integer> value) {
                return value.f0;
            }
        };
        TypeInformation<Tuple2<String, Integer>> late = LateBoundTypeInfo.boundedBy(Tuple2.class);
        assertThat(OutputTypes.refine(late, consumer, MapFunction.class, 0)).isEqualTo(PAIR);
    }

    @Test
    void doesNotRefineToLessThanIsKnown() {
        MapFunction<Object, String> ofAnything = Object::toString;
        assertThat(OutputTypes.refine(LateBoundTypeInfo.any(), ofAnything, MapFunction.class, 0))
                .isEqualTo(LateBoundTypeInfo.any());
        MapFunction<Comparable<?>, String> ofAnInterface = Object::toString;
        TypeInformation<Comparable<?>> any = LateBoundTypeInfo.any();
        assertThat(OutputTypes.refine(any, ofAnInterface, MapFunction.class, 0)
                        .getTypeClass()
                        .getName())
                .isIn("java.lang.Object", "java.lang.Comparable");
        MapFunction<Tuple2<String, Integer>, String> ofAPair = t -> t.f0;
        assertThat(OutputTypes.refine(PAIR, ofAPair, MapFunction.class, 0)).isSameAs(PAIR);
        TypeInformation<Tuple2<String, Integer>> any2 = LateBoundTypeInfo.any();
        assertThat(OutputTypes.refine(any2, ofAPair, MapFunction.class, 0))
                .isEqualTo(LateBoundTypeInfo.boundedBy(Tuple2.class));
    }

    @Test
    void typesElementsByWhatTheyHaveInCommon() {
        assertThat(OutputTypes.<Object>ofElements(List.of("a", "b"))).isEqualTo(Types.STRING);
        assertThat(OutputTypes.<Object>ofElements(List.of("a", 1))).isEqualTo(LateBoundTypeInfo.any());
        assertThat(OutputTypes.<Object>ofElements(List.of())).isEqualTo(LateBoundTypeInfo.any());
        assertThat(OutputTypes.<Object>ofElements(Arrays.asList(Tuple2.of("a", 1), Tuple2.of("b", 2))))
                .isEqualTo(PAIR);
        assertThat(OutputTypes.<Object>ofElements(Arrays.asList(Tuple2.of("a", 1), Tuple2.of("b", null))))
                .isEqualTo(Types.TUPLE(Types.STRING, LateBoundTypeInfo.any()));
        assertThat(OutputTypes.<Object>ofElements(Arrays.asList("a", null))).isEqualTo(LateBoundTypeInfo.any());
    }

    @Test
    void refusesARawTupleOnlyWhereTheUserNamesIt() {
        assertThatThrownBy(() -> TypeInformation.of(Tuple3.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("TypeHint<Tuple3<");
        assertThat(TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {}))
                .isEqualTo(PAIR);
    }
}
