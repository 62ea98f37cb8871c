package io.millrace.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.Ledger.Appended;
import io.millrace.control.ledger.Ledger.Broken;
import io.millrace.control.ledger.Ledger.Fact;
import io.millrace.control.ledger.Ledger.Superseded;
import io.millrace.control.ledger.Ledger.TakenOver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} promises. */
public abstract class LedgerContract {
    /** A leader's ledger and what it heard. */
    private final class Leader {
        final Epoch epoch;
        final List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
        final Ledger ledger = ledger(facts::add);

        Leader(long epoch) {
            this.epoch = new Epoch(epoch);
        }

        Leader takesOver() {
            ledger.takeOver(epoch);
            return hears(1);
        }

        Leader appends(long id, String content) {
            int before = facts.size();
            ledger.append(epoch, id, content.getBytes(StandardCharsets.UTF_8));
            return hears(before + 1);
        }

        Leader hears(int facts) {
            until(() -> this.facts.size() >= facts);
            return this;
        }

        Fact last() {
            return facts.get(facts.size() - 1);
        }

        List<LedgerEntry> found() {
            return ((TakenOver) facts.get(0)).entries();
        }
    }

    /** The ledger of this test's application, for one leader. */
    protected abstract Ledger ledger(Consumer<Fact> facts);

    /** Lets facts come until the condition holds; fails if it never does. */
    protected abstract void until(BooleanSupplier condition);

    private static LedgerEntry entry(long epoch, long id, String content) {
        return new LedgerEntry(new Epoch(epoch), id, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFirstLeaderFindsNothing() {
        assertThat(new Leader(1).takesOver().facts).containsExactly(new TakenOver(new Epoch(1), List.of()));
    }

    @Test
    void whatALeaderAppendedIsFoundByTheNext() {
        Leader first = new Leader(1).takesOver().appends(0, "a").appends(1, "b");
        assertThat(first.facts.subList(1, 3))
                .containsExactly(new Appended(first.epoch, 0), new Appended(first.epoch, 1));
        assertThat(new Leader(2).takesOver().found()).containsExactly(entry(1, 0, "a"), entry(1, 1, "b"));
    }

    @Test
    void entriesComeInTheOrderOfEpochAndId() {
        new Leader(2).takesOver().appends(9, "a").appends(10, "b").appends(11, "");
        new Leader(10).takesOver().appends(0, "c");
        new Leader(11).takesOver();
        assertThat(new Leader(12).takesOver().found())
                .containsExactly(entry(2, 9, "a"), entry(2, 10, "b"), entry(2, 11, ""), entry(10, 0, "c"));
    }

    @Test
    void aDeposedLeaderAppendsNothing() {
        Leader old = new Leader(1).takesOver().appends(0, "a");
        Leader latest = new Leader(2).takesOver();
        assertThat(old.appends(1, "late").last()).isInstanceOf(Superseded.class);
        assertThat(latest.appends(0, "b").last()).isEqualTo(new Appended(latest.epoch, 0));
        assertThat(new Leader(3).takesOver().found()).containsExactly(entry(1, 0, "a"), entry(2, 0, "b"));
    }

    @Test
    void whoeverComesLateTakesNothingOver() {
        new Leader(5).takesOver().appends(0, "a");
        Leader late = new Leader(4).takesOver();
        assertThat(late.last())
                .isInstanceOfSatisfying(
                        Superseded.class, fact -> assertThat(fact.reason()).contains("5"));
        assertThat(new Leader(6).takesOver().found()).containsExactly(entry(5, 0, "a"));
    }

    @Test
    void anEpochIsOneLeaders() {
        new Leader(1).takesOver().appends(0, "a");
        assertThat(new Leader(1).takesOver().last()).isInstanceOf(Superseded.class);
        new Leader(2).takesOver();
        assertThat(new Leader(1).takesOver().last()).isInstanceOf(Superseded.class);
    }

    @Test
    void theSameEntryAgainChangesNothing() {
        Leader leader = new Leader(1).takesOver().appends(0, "a").appends(0, "a");
        assertThat(leader.last()).isEqualTo(new Appended(leader.epoch, 0));
        assertThat(new Leader(2).takesOver().found()).containsExactly(entry(1, 0, "a"));
    }

    @Test
    void anotherEntryOfTheSameIdIsRefused() {
        assertThat(new Leader(1).takesOver().appends(0, "a").appends(0, "b").last())
                .isInstanceOf(Broken.class);
        assertThat(new Leader(2).takesOver().found()).containsExactly(entry(1, 0, "a"));
    }
}
