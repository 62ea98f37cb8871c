package io.millrace.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.datastream.StreamExecutionEnvironment;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Programs with types, serialisers and comparators of their own, and ones that forbid what nothing describes. */
class OwnTypesTest {

    private static DataSet<Tuple2<Word, Integer>> words(ExecutionEnvironment env) {
        return env.fromElements(
                Tuple2.of(new Word("b"), 1),
                Tuple2.of(new Word("A"), 2),
                Tuple2.of(new Word("B"), 4),
                Tuple2.of(new Word("c"), 8),
                Tuple2.of(new Word("a"), 16));
    }

    @Test
    void recordsAreSortedAsTheComparatorOfTheirTypeSays() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(1);

        assertThat(words(env)
                        .sortPartition(0, Order.DESCENDING)
                        .map(t -> t.f0.text().toLowerCase(Locale.ROOT))
                        .collect())
                .containsExactly("c", "b", "b", "a", "a");
        assertThat(words(env)
                        .sortPartition(
                                new KeySelector<Tuple2<Word, Integer>, Word>() {
                                    @Override
                                    public Word getKey(Tuple2<Word, Integer> value) {
                                        return value.f0;
                                    }
                                },
                                Order.ASCENDING)
                        .map(t -> t.f0.text().toLowerCase(Locale.ROOT))
                        .collect())
                .containsExactly("a", "a", "b", "b", "c");
    }

    @Test
    void recordsAreGroupedAsTheComparatorOfTheirTypeSays() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);

        assertThat(words(env).groupBy(0).sum(1).map(t -> t.f1).collect()).containsExactlyInAnyOrder(18, 5, 8);
        assertThat(words(env)
                        .groupBy("f0")
                        .reduceGroup(
                                (Iterable<Tuple2<Word, Integer>> group,
                                        io.millrace.dataflow.util.Collector<Integer> out) -> {
                                    int sum = 0;
                                    for (Tuple2<Word, Integer> each : group) {
                                        sum += each.f1;
                                    }
                                    out.collect(sum);
                                })
                        .collect())
                .containsExactlyInAnyOrder(18, 5, 8);
        assertThat(words(env).distinct(0).count()).isEqualTo(3);
        assertThat(words(env).join(words(env)).where(0).equalTo(0).count()).isEqualTo(4 + 4 + 1);
    }

    /** Nothing describes it: it has no way to be made. */
    public static final class Opaque {
        private final BitSet bits;

        Opaque(BitSet bits) {
            this.bits = bits;
        }

        int size() {
            return bits.size();
        }
    }

    /** Named, so that its result is known. */
    public static final class ToOpaque implements MapFunction<Integer, Opaque> {
        @Override
        public Opaque map(Integer value) {
            return new Opaque(new BitSet(value));
        }
    }

    @Test
    void aStreamOfWhatNothingDescribesIsRefusedWhenTheGraphIsBuilt() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.getConfig().disableGenericTypes();
        env.fromData(1, 2)
                .map(new ToOpaque())
                .name("Make opaque")
                .sinkTo(new io.millrace.datastream.functions.sink.v2.DiscardingSink<>());

        assertThatThrownBy(env::execute)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Generic types have been disabled in the ExecutionConfig and type "
                        + Opaque.class.getName() + " is treated as a generic type")
                .hasMessageContaining("Make opaque");
    }

    @Test
    void aDataSetOfWhatNothingDescribesIsRefusedWhenTheGraphIsBuilt() {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(1);
        env.getConfig().disableGenericTypes();
        DataSet<Opaque> opaque = env.fromElements(1, 2).map(new ToOpaque()).name("Make opaque");

        assertThatThrownBy(opaque::count)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(Opaque.class.getName())
                .hasMessageContaining("Make opaque");
    }

    @Test
    void typesThatBringTheirSerialiserAreNotRefused() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.createLocalEnvironment(2);
        env.getConfig().disableGenericTypes();

        assertThat(words(env).rebalance().map(t -> t.f1).collect())
                .containsExactlyInAnyOrderElementsOf(List.of(1, 2, 4, 8, 16));
    }
}
