package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.LedgerEntry;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Several leaders at once, none of which knows that it is deposed, on files that answer late, twice or never. */
class FenceTest {
    private static final int ENTRIES_MAX = 6;
    private static final int TRIES_MAX = 12;

    private static final class Leader {
        final Epoch epoch;
        Optional<List<LedgerEntry>> found = Optional.empty();
        final List<LedgerEntry> acknowledged = new ArrayList<>();

        Leader(long epoch) {
            this.epoch = new Epoch(epoch);
        }

        void live(LogFiles files, int entries) {
            LogWriter log = new LogWriter(files, epoch, "leader-" + epoch.number());
            try {
                found = tried(log::takeOver);
                for (int id = 0; found.isPresent() && id < entries; id++) {
                    LedgerEntry entry = new LedgerEntry(epoch, id, new byte[] {(byte) epoch.number(), (byte) id});
                    if (tried(() -> append(log, entry)).isPresent()) {
                        acknowledged.add(entry);
                    } else {
                        return;
                    }
                }
            } catch (SupersededException deposed) {
                // It ends, as a JobManager does.
            }
        }

        private static boolean append(LogWriter log, LedgerEntry entry) throws IOException, SupersededException {
            log.append(entry.id(), entry.content());
            return true;
        }

        private interface Work<T> {
            T done() throws IOException, SupersededException;
        }

        private static <T> Optional<T> tried(Work<T> work) throws SupersededException {
            for (int tries = 0; tries < TRIES_MAX; tries++) {
                try {
                    return Optional.of(work.done());
                } catch (CorruptLogException never) {
                    throw new AssertionError(never);
                } catch (IOException unknown) {
                    // Again.
                }
            }
            return Optional.empty();
        }
    }

    private record Outcome(List<Leader> leaders, int lateEffects) {}

    private static Outcome run(long seed) throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        TreacherousFiles files = new TreacherousFiles(random, random.nextInt(3) * 12);
        Turnstile turnstile = new Turnstile(random);
        List<Leader> leaders = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int epoch = 1; epoch <= count; epoch++) {
            Leader leader = new Leader(epoch);
            int entries = 1 + random.nextInt(ENTRIES_MAX);
            int deathAfter = random.nextInt(3) == 0 ? random.nextInt(60) : Integer.MAX_VALUE;
            leaders.add(leader);
            turnstile.add(deathAfter, pass -> leader.live(files.seenBy(pass), entries));
        }
        turnstile.run();
        return new Outcome(leaders, files.lateEffects());
    }

    /** Of a list, what leaders before an epoch wrote. */
    private static List<LedgerEntry> before(Epoch epoch, List<LedgerEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.epoch().isOlderThan(epoch))
                .toList();
    }

    @ParameterizedTest
    @Seeds(400)
    void nothingAcknowledgedIsLostAndNothingOfADeposedLeaderAppears(long seed) throws InterruptedException {
        List<Leader> leaders = run(seed).leaders;
        for (Leader leader : leaders) {
            if (leader.found.isEmpty()) {
                continue;
            }
            List<LedgerEntry> found = leader.found.get();
            assertThat(found).isSorted();
            leaders.stream()
                    .filter(earlier -> earlier.epoch.isOlderThan(leader.epoch))
                    .forEach(earlier -> assertThat(found)
                            .as("what %s was told to be durable, as %s found it", earlier.epoch, leader.epoch)
                            .containsAll(earlier.acknowledged));
            leaders.stream()
                    .filter(later -> leader.epoch.isOlderThan(later.epoch) && later.found.isPresent())
                    .forEach(later -> assertThat(before(leader.epoch, later.found.orElseThrow()))
                            .as("what %s found of those before %s", later.epoch, leader.epoch)
                            .isEqualTo(found));
        }
    }

    @Test
    void theSeedsMeetWhatTheyAreFor() throws InterruptedException {
        int lateEffects = 0;
        int takenOver = 0;
        int appendedByTheDeposed = 0;
        int refused = 0;
        for (long seed = 0; seed < 100; seed++) {
            Outcome outcome = run(seed);
            lateEffects += outcome.lateEffects;
            for (Leader leader : outcome.leaders) {
                takenOver += leader.found.isPresent() ? 1 : 0;
                refused += leader.found.isEmpty() ? 1 : 0;
                boolean last = leader.epoch.number() == outcome.leaders.size();
                appendedByTheDeposed += last ? 0 : leader.acknowledged.size();
            }
        }
        assertThat(lateEffects).isGreaterThan(50);
        assertThat(takenOver).isGreaterThan(100);
        assertThat(appendedByTheDeposed).isGreaterThan(20);
        assertThat(refused).isGreaterThan(20);
    }
}
