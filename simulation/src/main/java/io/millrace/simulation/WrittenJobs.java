package io.millrace.simulation;

import io.millrace.control.ledger.Ledger;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.protocol.wire.CorruptMessageException;
import io.millrace.state.log.FencedLog;
import io.millrace.state.log.LedgerThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the ledger of jobs says to whoever comes now: read as the next leader would, from a copy of the files. */
final class WrittenJobs {
    private static final String READER = "reader";

    private WrittenJobs() {}

    static Inheritance in(SimulatedFiles files) {
        List<Ledger.Fact> facts = new ArrayList<>();
        try (FencedLog log = new FencedLog(
                new SimulatedLogFiles(files.copy(), READER, World.LEDGER),
                World.LEDGER,
                READER,
                new AtOnce(),
                facts::add)) {
            log.takeOver(SuccessorRule.LAST);
        }
        if (facts.size() == 1 && facts.get(0) instanceof Ledger.TakenOver takenOver) {
            try {
                return Inheritance.of(takenOver.entries());
            } catch (CorruptMessageException e) {
                throw new Violation("the ledger of jobs cannot be read: " + e.getMessage());
            }
        }
        throw new Violation("another leader could not take over the ledger of jobs: " + facts);
    }

    private static final class AtOnce implements LedgerThread {
        @Override
        public void execute(Duration delay, Runnable work) {
            work.run();
        }

        @Override
        public Duration now() {
            return Duration.ZERO;
        }

        @Override
        public void end() {
            // Nothing waits.
        }
    }
}
