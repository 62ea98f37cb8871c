package io.millrace.operators.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.functions.FlatMapFunction;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.functions.WithConfigurationOpenContext;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.operators.harness.OperatorHarness;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordOperatorsTest {
    @Test
    void mapsFlatMapsAndFilters() {
        List<Integer> input = List.of(1, 2, 3);
        new OperatorHarness<Integer>(new MapFactory<Integer, Integer>(i -> i * 10))
                .check(input, output -> assertThat(output).containsExactly(10, 20, 30));
        FlatMapFunction<Integer, Integer> copies = (i, out) -> {
            for (int n = 0; n < i; n++) {
                out.collect(i);
            }
        };
        new OperatorHarness<Integer>(new FlatMapFactory<>(copies))
                .check(input, output -> assertThat(output).containsExactly(1, 2, 2, 3, 3, 3));
        new OperatorHarness<Integer>(new FilterFactory<Integer>(i -> i != 2))
                .check(input, output -> assertThat(output).containsExactly(1, 3));
    }

    @Test
    void keepsTheTimestampOfTheRecordThatTheResultCameFrom() throws Exception {
        FlatMapFunction<Integer, Integer> twice = (i, out) -> {
            out.collect(i);
            out.collect(i);
        };
        OneInputOperator<Integer, Integer> operator = new FlatMapOperator<>(twice, new Configuration());
        TestOutput<Integer> output = new TestOutput<>();
        operator.open(new TestContext(), output);
        operator.process(1, 11);
        operator.process(2, 12);
        assertThat(output.timestamps).containsExactly(11L, 11L, 12L, 12L);
    }

    /** Writes down its life. */
    private static final class Rich extends RichMapFunction<String, String> {
        private static final long serialVersionUID = 1L;
        private final List<String> life = new ArrayList<>();

        @Override
        public void open(OpenContext context) {
            life.add("open "
                    + ((WithConfigurationOpenContext) context)
                            .getConfiguration()
                            .getString("who", "nobody"));
            getRuntimeContext().addAccumulator("mapped", new IntCounter());
            assertThat(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask())
                    .isEqualTo(2);
        }

        @Override
        public String map(String value) {
            getRuntimeContext().getIntCounter("mapped").add(1);
            return value;
        }

        @Override
        public void close() {
            life.add("close");
        }
    }

    @Test
    void opensAndClosesARichFunctionWithItsContextAndParameters() throws Exception {
        Rich function = new Rich();
        Configuration parameters = new Configuration();
        parameters.setString("who", "me");
        OneInputOperator<String, String> operator = new MapOperator<>(function, parameters);
        TestContext context = new TestContext(2, 3, 0);
        operator.open(context, new TestOutput<>());
        operator.process("a", 0);
        operator.process("b", 0);
        operator.close();
        assertThat(function.life).containsExactly("open me", "close");
        assertThat(context.accumulators.get("mapped").getLocalValue()).isEqualTo(2);
        assertThatThrownBy(() -> function.getRuntimeContext().addAccumulator("mapped", new IntCounter()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'op'")
                .hasMessageContaining("'mapped'");
    }

    @Test
    void saysThatKeyedStateNeedsAKeyedInput() throws Exception {
        Rich function = new Rich();
        new MapOperator<>(function, new Configuration()).open(new TestContext(2, 3, 0), new TestOutput<>());
        assertThatThrownBy(() -> function.getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'op'")
                .hasMessageContaining("'count'")
                .hasMessageContaining("keyBy()");
        assertThatThrownBy(() -> function.getRuntimeContext().getBroadcastVariable("set"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'set'");
        assertThatThrownBy(
                        () -> function.getRuntimeContext().getDistributedCache().getFile("file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'file'");
    }
}
