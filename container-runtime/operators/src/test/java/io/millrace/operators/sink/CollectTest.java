package io.millrace.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.accumulators.ListAccumulator;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.harness.TestContext;
import io.millrace.operators.harness.TestCoordinatorContext;
import io.millrace.operators.harness.TestOutput;
import io.millrace.testing.seeds.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class CollectTest {
    private static final TypeSerializer<String> STRINGS = Types.STRING.createSerializer(new SerializerConfigImpl());

    @SuppressWarnings("unchecked")
    private static OneInputOperator<String, Void> opened(Object operator, TestContext context) throws Exception {
        OneInputOperator<String, Void> sink = (OneInputOperator<String, Void>) operator;
        sink.open(context, new TestOutput<>());
        return sink;
    }

    private static void end(OneInputOperator<String, Void> sink) throws Exception {
        Emission<Void> rest = sink.endInput();
        boolean more = rest != Emission.<Void>none();
        while (more) {
            more = rest.next(new TestOutput<>());
        }
        sink.close();
    }

    private static List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add("row " + i + "x".repeat(i % 100));
        }
        return rows;
    }

    @Test
    @SuppressWarnings("unchecked")
    void collectsIntoAnAccumulator() throws Exception {
        for (int count : List.of(0, 1, 10_000)) {
            TestContext context = new TestContext();
            OneInputOperator<String, Void> sink =
                    opened(new AccumulatorSinkFactory<>("rows", Types.STRING).create(), context);
            for (String row : rows(count)) {
                sink.process(row, 0);
            }
            end(sink);
            List<byte[]> batches = ((ListAccumulator<byte[]>) context.accumulators.get("rows")).getLocalValue();
            assertThat(CollectedRows.ofAccumulator(batches, STRINGS)).isEqualTo(rows(count));
        }
    }

    @Test
    void countsIntoAnAccumulator() throws Exception {
        TestContext context = new TestContext();
        OneInputOperator<String, Void> sink = opened(new CountSinkFactory("count").create(), context);
        for (String row : rows(7)) {
            sink.process(row, 0);
        }
        end(sink);
        assertThat(((LongCounter) context.accumulators.get("count")).getLocalValue())
                .isEqualTo(7L);
    }

    /** The sink, its coordinator and the client, with answers that come whenever the seed says. */
    @ParameterizedTest
    @Seeds(15)
    void streamsRowsToTheClientInOrderHoweverLateTheAnswersCome(long seed, int size) throws Exception {
        Random random = new Random(seed);
        TestContext context = new TestContext();
        TestCoordinatorContext world = new TestCoordinatorContext(new JobID(), 1);
        CollectCoordinator coordinator = (CollectCoordinator) new CollectCoordinatorFactory("result").create();
        coordinator.start(world);
        OneInputOperator<String, Void> sink = opened(new CollectSinkFactory<>(Types.STRING).create(), context);
        List<String> rows = rows(size * 2_000);
        int answered = 0;
        for (String row : rows) {
            sink.process(row, 0);
            if (random.nextInt(1_000) == 0) {
                sink.onTime(context.wakeAt);
            }
            if (random.nextInt(2_000) == 0 && answered < context.toldCoordinator.size()) {
                answered++;
                sink.told(new byte[0]);
            }
            assertThat(context.toldCoordinator.size() - answered).isLessThanOrEqualTo(CollectSink.WINDOW);
        }
        end(sink);
        assertThat(context.spillFiles).isEmpty();
        CollectedRows<String> client = new CollectedRows<>(STRINGS);
        List<String> collected = new ArrayList<>();
        for (byte[] batch : context.toldCoordinator) {
            coordinator.said(0, batch);
        }
        for (TestCoordinatorContext.Said said : world.said) {
            if (said.to().equals("client result")) {
                collected.addAll(client.next(said.message()));
            } else {
                assertThat(said.to()).isEqualTo("subtask 0");
            }
        }
        assertThat(collected).isEqualTo(rows);
        assertThat(world.said).hasSize(2 * context.toldCoordinator.size());
    }

    @Test
    void sendsALonelyRowAfterAMoment() throws Exception {
        TestContext context = new TestContext();
        context.now = 1_000;
        OneInputOperator<String, Void> sink = opened(new CollectSinkFactory<>(Types.STRING).create(), context);
        sink.process("lonely", 0);
        assertThat(context.toldCoordinator).isEmpty();
        assertThat(context.wakeAt).isBetween(1_001L, 1_100L);
        sink.onTime(context.wakeAt);
        assertThat(context.toldCoordinator).hasSize(1);
    }

    @Test
    void tellsTheClientThatRowsWouldComeTwice() throws Exception {
        TestCoordinatorContext world = new TestCoordinatorContext(new JobID(), 1);
        CollectCoordinator coordinator = new CollectCoordinator("result");
        coordinator.start(world);
        RowBatch<String> batch = new RowBatch<>(STRINGS);
        batch.add("row");
        coordinator.restarted();
        coordinator.said(0, batch.take());
        coordinator.restarted();
        CollectedRows<String> client = new CollectedRows<>(STRINGS);
        assertThat(client.next(world.said.get(0).message())).isEmpty();
        assertThat(client.next(world.said.get(1).message())).containsExactly("row");
        assertThatThrownBy(() -> client.next(world.said.get(3).message()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("restarted");
    }

    @Test
    void printsWithTheNumberOfTheSubtaskIfThereAreSeveral() throws Exception {
        assertThat(printed("", 0, 1)).isEqualTo("row\n");
        assertThat(printed("id", 0, 1)).isEqualTo("id> row\n");
        assertThat(printed("", 1, 2)).isEqualTo("2> row\n");
        assertThat(printed("id", 1, 2)).isEqualTo("id:2> row\n");
    }

    private static String printed(String identifier, int subtask, int parallelism) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            TestContext context = new TestContext(subtask, parallelism, 0);
            OneInputOperator<String, Void> sink = opened(new PrintSinkFactory(identifier, false).create(), context);
            sink.process("row", 0);
            end(sink);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
