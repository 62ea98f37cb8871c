package io.millrace.taskmanager.exchange.partition;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.protocol.PartitionId;
import io.millrace.taskmanager.exchange.BlockingExchange;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element.Signal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Blocking exchanges: who waits for memory, and who feeds the network. */
public final class KeptStress {
    private static final JobID JOB = new JobID(1, 2);
    private static final TypeSerializer<Object> SERIALIZER = serializer();

    private KeptStress() {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeSerializer<Object> serializer() {
        return (TypeSerializer)
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO.createSerializer(new ExecutionConfig());
    }

    @JCStressTest
    @Outcome(id = {"true, true", "true, false", "false, true"}, expect = ACCEPTABLE, desc = "had memory, or was woken")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits for memory that is there")
    @State
    public static class WhoWaitsForMemoryIsWoken {
        private final MemoryBudget budget = new MemoryBudget(1, () -> {});
        private volatile boolean woken;

        public WhoWaitsForMemoryIsWoken() {
            budget.take(1, () -> {});
        }

        @Actor
        public void producer(ZZ_Result found) {
            found.r1 = budget.take(1, () -> woken = true);
        }

        @Actor
        public void spiller() {
            budget.give(1);
        }

        @Arbiter
        public void after(ZZ_Result found) {
            found.r2 = woken;
        }
    }

    /** A partition becomes whole while its feeder finds that it is not. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "fed")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "whole, and nobody feeds it")
    @State
    public static class AFeederHearsThatItsPartitionIsWhole {
        private final Queue<Runnable> disk = new ConcurrentLinkedQueue<>();
        private final Channel channel = Channel.fromPartition(new ChannelId(JOB, 0, 0, 0, 0, 0), 4);
        private final KeptPartition partition =
                new KeptPartition(new PartitionId(JOB, 0, 0, 0), new MemoryBudget(1, () -> {}));

        public AFeederHearsThatItsPartitionIsWhole() {
            partition.begin(new BlockingExchange.Shape(
                    "edge", List.of(0), false, SERIALIZER, KeptStress.class.getClassLoader()));
            partition.append(0, Signal.END, () -> {});
            PartitionReader reader = new PartitionReader(partition, 0, SERIALIZER, disk::add);
            new Feeder(reader, channel, KeptStress.class.getClassLoader(), disk::add).start();
        }

        private void work() {
            for (Runnable next = disk.poll(); next != null; next = disk.poll()) {
                next.run();
            }
        }

        @Actor
        public void producer() {
            partition.complete();
        }

        @Actor
        public void diskThread() {
            work();
        }

        @Arbiter
        public void after(Z_Result fed) {
            work();
            fed.r1 = channel.poll() == Signal.END;
        }
    }
}
