package io.millrace.control.ledger;

import io.millrace.control.Epoch;
import java.util.List;
import java.util.function.Consumer;

/** Writes nothing down: for a leader in whose process everything ends with it, so that no other ever follows. */
public final class ForgettingLedger implements Ledger {
    private final Consumer<Fact> facts;

    public ForgettingLedger(Consumer<Fact> facts) {
        this.facts = facts;
    }

    @Override
    public void takeOver(Epoch epoch) {
        facts.accept(new TakenOver(epoch, List.of()));
    }

    @Override
    public void append(Epoch epoch, long id, byte[] content) {
        facts.accept(new Appended(epoch, id));
    }
}
