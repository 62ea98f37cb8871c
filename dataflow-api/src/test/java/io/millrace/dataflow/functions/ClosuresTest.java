package io.millrace.dataflow.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.ExecutionConfig.ClosureCleanerLevel;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Is itself not serialisable, as the classes in which users write their functions. */
class ClosuresTest {
    private final int outerValue = 42;

    @Test
    void cutsAnEnclosingObjectThatIsNotUsed() throws Exception {
        MapFunction<Integer, Integer> function = new MapFunction<>() {
            @Override
            public Integer map(Integer value) {
                return value + 1;
            }
        };
        assertThat(InstantiationUtil.isSerializable(function)).isFalse();
        clean(function, ClosureCleanerLevel.TOP_LEVEL);
        assertThat(InstantiationUtil.clone(function).map(1)).isEqualTo(2);
    }

    @Test
    void neverTouchesAnEnclosingObjectThatIsUsed() throws Exception {
        MapFunction<Integer, Integer> function = new MapFunction<>() {
            @Override
            public Integer map(Integer value) {
                return value + ClosuresTest.this.outerValue();
            }
        };
        assertThatThrownBy(() -> clean(function, ClosureCleanerLevel.RECURSIVE))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining(function.getClass().getName())
                .hasMessageContaining("is not serializable")
                .hasMessageContaining("this$0");
        assertThat(function.map(1)).isEqualTo(43);
    }

    @Test
    void neverTouchesAnEnclosingObjectThatOnlyAnInnerClassOfTheFunctionUses() throws Exception {
        MapFunction<Integer, Integer> function = new MapFunction<>() {
            @Override
            public Integer map(Integer value) {
                return new Object() {
                    int sum() {
                        return value + outerValue();
                    }
                }.sum();
            }
        };
        Closures.clean(function, ClosureCleanerLevel.RECURSIVE, false);
        assertThat(function.map(1)).isEqualTo(43);
    }

    @Test
    void cleansTheObjectsInTheFieldsIfAskedTo() throws Exception {
        MapFunction<Integer, Integer> inner = new MapFunction<>() {
            @Override
            public Integer map(Integer value) {
                return value * 2;
            }
        };
        Wrapper wrapper = new Wrapper(inner);
        assertThatThrownBy(() -> clean(wrapper, ClosureCleanerLevel.TOP_LEVEL)).hasMessageContaining("inner.this$0");
        clean(wrapper, ClosureCleanerLevel.RECURSIVE);
        assertThat(InstantiationUtil.clone(wrapper).map(4)).isEqualTo(8);
    }

    @Test
    void cleansWhatALambdaHolds() throws Exception {
        MapFunction<Integer, Integer> inner = new MapFunction<>() {
            @Override
            public Integer map(Integer value) {
                return value * 3;
            }
        };
        MapFunction<Integer, Integer> lambda = value -> inner.map(value);
        clean(lambda, ClosureCleanerLevel.RECURSIVE);
        assertThat(InstantiationUtil.clone(lambda).map(4)).isEqualTo(12);
    }

    @Test
    void leavesEverythingAloneAtLevelNone() {
        MapFunction<Integer, Integer> function = new MapFunction<>() {
            @Override
            public Integer map(Integer value) {
                return value;
            }
        };
        assertThatThrownBy(() -> clean(function, ClosureCleanerLevel.NONE)).isInstanceOf(InvalidProgramException.class);
    }

    @Test
    void namesTheWayToWhatCannotBeSerialised() {
        Holder holder = new Holder();
        holder.things.add("fine");
        holder.things.add(Map.of("key", new ArrayList<>(List.of(new Object()))));
        assertThatThrownBy(() -> clean(holder, ClosureCleanerLevel.RECURSIVE))
                .hasMessageContaining(Holder.class.getName() + " is not serializable")
                .hasMessageContaining("field 'things[1][key][0]' holds a java.lang.Object");
        assertThatThrownBy(() -> clean(new Object(), ClosureCleanerLevel.RECURSIVE))
                .hasMessageContaining("does not implement java.io.Serializable");
    }

    @Test
    void endsAlsoWhereObjectsReferToEachOther() throws Exception {
        Ring first = new Ring();
        first.next = new Ring();
        first.next.next = first;
        clean(first, ClosureCleanerLevel.RECURSIVE);
        assertThat(InstantiationUtil.clone(first).next.next).isNotNull();
    }

    int outerValue() {
        return outerValue;
    }

    private static void clean(Object function, ClosureCleanerLevel level) {
        Closures.clean(function, level, true);
    }

    static final class Wrapper implements MapFunction<Integer, Integer> {
        private static final long serialVersionUID = 1L;
        private final MapFunction<Integer, Integer> inner;

        Wrapper(MapFunction<Integer, Integer> inner) {
            this.inner = inner;
        }

        @Override
        public Integer map(Integer value) throws Exception {
            return inner.map(value);
        }
    }

    static final class Holder implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ArrayList<Object> things = new ArrayList<>();
    }

    static final class Ring implements Serializable {
        private static final long serialVersionUID = 1L;
        private Ring next;
    }
}
