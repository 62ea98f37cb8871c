package io.millrace.taskmanager.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What other threads leave for a task. */
public final class MailboxStress {
    private MailboxStress() {}

    private static int count(boolean[] woken) {
        int count = 0;
        if (woken != null) {
            for (boolean each : woken) {
                count += each ? 1 : 0;
            }
        }
        return count;
    }

    @JCStressTest
    @Outcome(id = {"0, 1", "1, 0"}, expect = ACCEPTABLE, desc = "once")
    @Outcome(expect = FORBIDDEN, desc = "lost or doubled")
    @State
    public static class WakingsAreTakenOnce {
        private final Mailbox mailbox = new Mailbox(2);

        @Actor
        public void fetcher() {
            mailbox.wake(0);
        }

        @Actor
        public void task(II_Result taken) {
            taken.r1 = count(mailbox.takeWoken());
        }

        @Arbiter
        public void after(II_Result taken) {
            taken.r2 = count(mailbox.takeWoken());
        }
    }
}
