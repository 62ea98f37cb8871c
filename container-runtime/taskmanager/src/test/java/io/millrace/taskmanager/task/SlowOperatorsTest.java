package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers of operators that take long over each record; their clock goes on only while they do. */
class SlowOperatorsTest {
    private static final int RECORDS = 600;
    private static final long MILLIS_OF_A_RECORD = 20;

    private Cluster cluster;

    @BeforeEach
    void start() {
        Ops.reset();
        AtomicLong clock = new AtomicLong(1_000);
        Ops.share("clock", clock);
        cluster = new Cluster(TaskManagerSettings.defaults(1).withManagedMemoryBytes(32 << 20), clock::get);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static void takeLong() {
        Ops.<AtomicLong>shared("clock").addAndGet(MILLIS_OF_A_RECORD);
    }

    /** Emits each record, and a tick whenever its timer, which is always due, is heard. */
    private static final class SlowOne extends Ops.Each<Object, Object> {
        SlowOne() {
            super((record, timestamp, output) -> {
                takeLong();
                output.collect(record, timestamp);
            });
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            super.open(opened, out);
            context.wakeAt(context.processingTime() + 1);
        }

        @Override
        public Emission<Object> onTime(long now) {
            context.wakeAt(now + 1);
            output.collect("tick", Output.NO_TIMESTAMP);
            return Emission.none();
        }
    }

    /** The same with two inputs. */
    private static final class SlowTwo implements TwoInputOperator<Object, Object, Object> {
        private final SlowOne one = new SlowOne();

        @Override
        public void open(OperatorContext context, Output<Object> output) throws Exception {
            one.open(context, output);
        }

        @Override
        public void processLeft(Object record, long timestamp) throws Exception {
            one.process(record, timestamp);
        }

        @Override
        public void processRight(Object record, long timestamp) throws Exception {
            one.process(record, timestamp);
        }

        @Override
        public Emission<Object> onTime(long now) {
            return one.onTime(now);
        }
    }

    @Test
    void theTimersOfASlowOperatorDoNotWaitForWholeBatches() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        Handle slow = program.operator("slow", 1, (Ops.Maker) SlowOne::new, 1);
        // Blocking, so that full batches are there when the slow operator begins.
        program.connect(source, slow, 0, new ExchangePattern.Rebalance(), ExchangeMode.BLOCKING);
        program.then(slow, "sink", 1, Ops.sink("all"));

        cluster.run(program.build());

        assertThat(mostBetweenTicks(Ops.collected("all"))).isLessThanOrEqualTo(8);
    }

    @Test
    void norDoThoseOfOneWithTwoInputs() {
        Program program = new Program();
        Handle left = program.source("left", 1, Ops.numbers(0, RECORDS));
        Handle right = program.source("right", 1, Ops.numbers(0, RECORDS));
        Handle slow = program.operator("slow", 1, (Ops.Maker) SlowTwo::new, 2);
        program.connect(left, slow, 0, new ExchangePattern.Rebalance(), ExchangeMode.BLOCKING);
        program.connect(right, slow, 1, new ExchangePattern.Rebalance(), ExchangeMode.BLOCKING);
        program.then(slow, "sink", 1, Ops.sink("all"));

        cluster.run(program.build());

        assertThat(mostBetweenTicks(Ops.collected("all"))).isLessThanOrEqualTo(8);
    }

    private static int mostBetweenTicks(List<Object> all) {
        assertThat(all).contains("tick").hasSizeGreaterThan(RECORDS);
        int most = 0;
        int records = 0;
        for (Object one : all) {
            records = one.equals("tick") ? 0 : records + 1;
            most = Math.max(most, records);
        }
        return most;
    }
}
