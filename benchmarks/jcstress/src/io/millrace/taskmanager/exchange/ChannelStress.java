package io.millrace.taskmanager.exchange;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.millrace.dataflow.JobID;
import io.millrace.taskmanager.exchange.Element.Signal;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The two ends of a channel: what is sent is whole, and nobody sleeps on it. */
public final class ChannelStress {
    private static final ChannelId ID = new ChannelId(new JobID(1, 2), 0, 0, 0, 0, 0);
    private static final int ROOM = 4;

    private ChannelStress() {}

    private static Channel channel() {
        return Channel.between(ID, ROOM);
    }

    private static Channel full() {
        Channel channel = channel();
        for (int i = 0; i < ROOM; i++) {
            channel.offer(Signal.IDLE);
        }
        return channel;
    }

    /** As a worker: it says that it sleeps, looks once more, and sleeps if nobody woke it. */
    @JCStressTest
    @Outcome(id = {"true, true", "true, false", "false, true"}, expect = ACCEPTABLE, desc = "found, or woken for it")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "sleeps on an element")
    @State
    public static class ConsumerIsWoken {
        private final Channel channel = channel();
        private volatile boolean asleep;
        private volatile boolean woken;

        public ConsumerIsWoken() {
            channel.onElement(() -> {
                if (asleep) {
                    woken = true;
                }
            });
        }

        @Actor
        public void producer() {
            channel.offer(Signal.END);
        }

        @Actor
        public void consumer(ZZ_Result found) {
            asleep = true;
            found.r1 = channel.poll() != null;
        }

        @Arbiter
        public void after(ZZ_Result found) {
            found.r2 = woken;
        }
    }

    @JCStressTest
    @Outcome(id = {"true, true", "true, false", "false, true"}, expect = ACCEPTABLE, desc = "had room, or was woken for it")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits at an empty channel")
    @State
    public static class ProducerIsWoken {
        private final Channel channel = full();
        private volatile boolean woken;

        public ProducerIsWoken() {
            channel.onRoom(() -> woken = true);
        }

        @Actor
        public void producer(ZZ_Result found) {
            found.r1 = channel.offer(Signal.END);
        }

        @Actor
        public void consumer() {
            for (int i = 0; i < ROOM; i++) {
                channel.poll();
            }
        }

        @Arbiter
        public void after(ZZ_Result found) {
            found.r2 = woken;
        }
    }

    @JCStressTest
    @Outcome(id = "null", expect = ACCEPTABLE, desc = "looked before")
    @Outcome(id = "1 record: 42 at 7", expect = ACCEPTABLE, desc = "came whole")
    @Outcome(expect = FORBIDDEN, desc = "came in part")
    @State
    public static class RecordsComeWhole {
        private final Channel channel = channel();

        @Actor
        public void producer() {
            Batch batch = new Batch(2);
            batch.add("42", 7);
            channel.offer(batch);
        }

        @Actor
        public void consumer(L_Result seen) {
            Batch batch = (Batch) channel.poll();
            seen.r1 = batch == null
                    ? null
                    : batch.size() + " record: " + batch.record(0) + " at " + batch.timestamp(0);
        }
    }

    @JCStressTest
    @Outcome(id = {"true, true", "true, false", "false, true"}, expect = ACCEPTABLE, desc = "failed, or woken to fail")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "sleeps on a broken channel")
    @State
    public static class BreakReachesTheConsumer {
        private final Channel channel = channel();
        private volatile boolean asleep;
        private volatile boolean woken;

        public BreakReachesTheConsumer() {
            channel.onElement(() -> {
                if (asleep) {
                    woken = true;
                }
            });
        }

        @Actor
        public void network() {
            channel.breakWith("lost");
        }

        @Actor
        public void consumer(ZZ_Result found) {
            asleep = true;
            try {
                channel.poll();
            } catch (ChannelBrokenException e) {
                found.r1 = true;
            }
        }

        @Arbiter
        public void after(ZZ_Result found) {
            found.r2 = woken;
        }
    }

    @JCStressTest
    @Outcome(id = {"true, true", "true, false", "false, true"}, expect = ACCEPTABLE, desc = "failed, or woken to fail")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits at a broken channel")
    @State
    public static class BreakReachesTheProducer {
        private final Channel channel = full();
        private volatile boolean woken;

        public BreakReachesTheProducer() {
            channel.onRoom(() -> woken = true);
        }

        @Actor
        public void network() {
            channel.breakWith("lost");
        }

        @Actor
        public void producer(ZZ_Result found) {
            try {
                channel.offer(Signal.END);
            } catch (ChannelBrokenException e) {
                found.r1 = true;
            }
        }

        @Arbiter
        public void after(ZZ_Result found) {
            found.r2 = woken;
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "one channel")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "two ends that never meet")
    @State
    public static class BothSidesFindOneChannel {
        private final ChannelHub hub = new ChannelHub(ROOM);
        private Channel produced;
        private Channel consumed;

        @Actor
        public void producer() {
            produced = hub.channel(ID);
        }

        @Actor
        public void consumer() {
            consumed = hub.channel(ID);
        }

        @Arbiter
        public void after(Z_Result same) {
            same.r1 = produced == consumed;
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "gone")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "kept for ever")
    @State
    public static class AChannelGoesWithBothEnds {
        private final ChannelHub hub = new ChannelHub(ROOM);
        private final Channel channel = hub.channel(ID);

        @Actor
        public void producer() {
            hub.producerEnded(channel);
        }

        @Actor
        public void consumer() {
            hub.consumerEnded(channel);
        }

        @Arbiter
        public void after(Z_Result gone) {
            gone.r1 = hub.size() == 0;
        }
    }
}
