package io.millrace.datastream.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.functions.source.SourceFunction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loop that emits without a pause leaves its lock to whoever wants it. */
@Timeout(60)
class SourceFunctionOperatorTest {
    private static final int ROUNDS = 2_000;

    /** How a loop comes by the lock. */
    private enum Manner {
        COLLECTS,
        LOCKS
    }

    @SuppressWarnings("deprecation")
    private static final class Endless implements SourceFunction<Long> {
        private static final long serialVersionUID = 1L;

        private final Manner manner;
        private volatile boolean cancelled;

        Endless(Manner manner) {
            this.manner = manner;
        }

        @Override
        public void run(SourceContext<Long> context) {
            for (long n = 0; !cancelled; n++) {
                if (manner == Manner.COLLECTS) {
                    context.collectWithTimestamp(n, n);
                } else {
                    synchronized (context.getCheckpointLock()) {
                        context.collect(n);
                    }
                }
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void whoWantsTheLockWaitsForOneEmissionAtMost(Manner manner) throws Exception {
        Counting output = new Counting();
        SourceFunctionOperator<Long> operator = new SourceFunctionOperator<>(new Endless(manner), false);
        WatermarkFactory<Long> any = new WatermarkFactory<>(WatermarkStrategy.noWatermarks(), false);
        try (OperatorHarness<Long> harness = new OperatorHarness<>(any)) {
            operator.open(harness.context(), output);
            FutureTask<Boolean> loop = new FutureTask<>(() -> {
                operator.run();
                return true;
            });
            Thread runner = new Thread(loop, "loop");
            runner.setDaemon(true);
            runner.start();
            output.began.await();
            for (int round = 0; round < ROUNDS; round++) {
                operator.lockWanted(true);
                long before = output.emitted.get();
                synchronized (operator.lock()) {
                    operator.lockWanted(false);
                    assertThat(output.emitted.get() - before).isLessThanOrEqualTo(1);
                }
            }
            operator.cancel();
            assertThat(loop.get()).isTrue();
        }
    }

    private static final class Counting implements Output<Long> {
        private final AtomicLong emitted = new AtomicLong();
        private final CountDownLatch began = new CountDownLatch(1);

        @Override
        public void collect(Long record, long timestamp) {
            emitted.incrementAndGet();
            began.countDown();
        }

        @Override
        public <X> void collect(OutputTag<X> tag, X record, long timestamp) {}

        @Override
        public void emitWatermark(long watermark) {}

        @Override
        public void emitIdle() {}
    }
}
