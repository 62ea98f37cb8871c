package io.millrace.dataflow.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.tuple.builder.Tuple3Builder;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.util.InstantiationUtil;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TupleTest {
    static class WordCount extends Tuple2<String, Integer> {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25})
    void everyArityKeepsItsFieldsInOrder(int arity) throws Exception {
        Tuple tuple = Tuple.newInstance(arity);
        int hash = 0;
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < arity; i++) {
            assertThat((Object) tuple.getField(i)).isNull();
            tuple.setField("v" + i, i);
            hash = 31 * hash + ("v" + i).hashCode();
            text.append(i == 0 ? "" : ",").append("v").append(i);
        }
        assertThat(tuple.getArity()).isEqualTo(arity);
        assertThat(tuple.getClass()).isEqualTo(Tuple.getTupleClass(arity));
        assertThat(tuple.hashCode()).isEqualTo(hash);
        assertThat(tuple).hasToString(text + ")");
        for (int i = 0; i < arity; i++) {
            assertThat((String) tuple.getField(i)).isEqualTo("v" + i);
            assertThat(tuple.getClass().getField("f" + i).get(tuple)).isEqualTo("v" + i);
        }
        Tuple copy = tuple.copy();
        assertThat(copy).isEqualTo(tuple).isNotSameAs(tuple);
        assertThat((Object) InstantiationUtil.clone(tuple)).isEqualTo(tuple);
        for (int i = 0; i < arity; i++) {
            copy.setField("other", i);
            assertThat(copy).isNotEqualTo(tuple);
            copy.setField("v" + i, i);
        }
        assertThatThrownBy(() -> tuple.getField(arity)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tuple.setField("x", -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void hashesAsFlinkDoes() {
        assertThat(Tuple2.of("a", 1).hashCode()).isEqualTo(31 * "a".hashCode() + 1);
        assertThat(Tuple3.of(null, null, 7).hashCode()).isEqualTo(7);
        assertThat(Tuple0.INSTANCE.hashCode()).isZero();
    }

    @Test
    void printsNullsArraysAndNestedTuples() {
        assertThat(Tuple2.of(null, new int[] {1, 2})).hasToString("(null,[1, 2])");
        assertThat(Tuple1.of(new String[] {"a", null})).hasToString("([a, null])");
        assertThat(Tuple2.of("x", Tuple2.of(1L, true))).hasToString("(x,(1,true))");
        assertThat(Tuple0.INSTANCE).hasToString("()");
    }

    @Test
    void aSubclassEqualsATupleWithTheSameFields() {
        WordCount count = new WordCount();
        count.setFields("a", 3);
        assertThat(count).isEqualTo(Tuple2.of("a", 3)).hasSameHashCodeAs(Tuple2.of("a", 3));
        assertThat(count.swap()).isEqualTo(Tuple2.of(3, "a"));
    }

    @Test
    void tellsWhichFieldIsNull() {
        assertThatThrownBy(() -> Tuple2.of("a", null).getFieldNotNull(1))
                .isInstanceOf(NullFieldException.class)
                .hasMessageContaining("1");
        assertThat((String) Tuple2.of("a", null).getFieldNotNull(0)).isEqualTo("a");
    }

    @Test
    void theEmptyTupleStaysOneInstance() throws Exception {
        assertThat((Object) InstantiationUtil.clone(Tuple0.INSTANCE)).isSameAs(Tuple0.INSTANCE);
        assertThat(new Tuple0()).isEqualTo(Tuple0.INSTANCE);
    }

    @Test
    void refusesAnArityThatDoesNotExist() {
        assertThatThrownBy(() -> Tuple.newInstance(26))
                .hasMessageContaining("26")
                .hasMessageContaining("25");
        assertThatThrownBy(() -> Tuple.getTupleClass(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void buildersCollectInOrder() {
        Tuple3<String, Integer, Long>[] built = new Tuple3Builder<String, Integer, Long>()
                .add("a", 1, 2L)
                .add("b", 3, 4L)
                .build();
        assertThat(built).containsExactly(Tuple3.of("a", 1, 2L), Tuple3.of("b", 3, 4L));
        assertThat(Objects.hash("b")).isNotZero();
    }
}
