package io.millrace.taskmanager.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.millrace.dataflow.JobID;
import io.millrace.taskmanager.exchange.Channel;
import io.millrace.taskmanager.exchange.ChannelId;
import io.millrace.taskmanager.exchange.Element;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A worker's sleep, at a channel. */
public final class BellStress {
    private static final long SO_LONG_NS = Long.MAX_VALUE;

    private BellStress() {}

    /** It really sleeps: a lost ring leaves the thread parked, and the test stale. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "woke")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "sleeps on an element")
    @State
    public static class AWorkerWakesForAnElement {
        private final Channel channel = Channel.fromPartition(new ChannelId(new JobID(1, 2), 0, 0, 0, 0, 0), 4);
        private final Bell bell = new Bell();

        public AWorkerWakesForAnElement() {
            channel.onElement(bell::ring);
        }

        @Actor
        public void worker() {
            bell.listen();
            while (channel.poll() == null) {
                bell.sleep(() -> SO_LONG_NS);
                bell.listen();
            }
        }

        @Signal
        public void producer() {
            channel.offer(Element.Signal.END);
        }
    }

    /** Rings twice while the worker goes through two rounds: it does not sleep, or is unparked, for the second. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "saw both")
    @Outcome(id = "false", expect = FORBIDDEN, desc = "went to sleep on the second")
    @State
    public static class TheSecondOfTwoRingsCounts {
        private final Bell bell = new Bell();
        private volatile int work;

        @Actor
        public void others() {
            work = 1;
            bell.ring();
            work = 2;
            bell.ring();
        }

        @Actor
        public void worker(Z_Result sawAll) {
            for (int round = 0; round < 1000 && work < 2; round++) {
                bell.listen();
                if (work < 2) {
                    bell.sleep(() -> SO_LONG_NS);
                }
            }
            sawAll.r1 = work == 2;
        }
    }
}
