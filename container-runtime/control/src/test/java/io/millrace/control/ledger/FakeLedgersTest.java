package io.millrace.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.fake.FakeLedgers;
import io.millrace.control.ledger.Ledger.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FakeLedgersTest extends LedgerContract {
    private final FakeLedgers ledgers = new FakeLedgers();
    private final Queue<Runnable> disk = new ArrayDeque<>();

    @Override
    protected Ledger ledger(Consumer<Fact> facts) {
        return ledgers.of(disk::add, facts);
    }

    @Override
    protected void until(BooleanSupplier condition) {
        while (!disk.isEmpty()) {
            disk.remove().run();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void nothingHappensBeforeTheDiskComesToIt() {
        List<Fact> facts = new ArrayList<>();
        ledger(facts::add).takeOver(new Epoch(1));
        assertThat(facts).isEmpty();
        until(() -> facts.size() == 1);
    }

    @Test
    void saysThatItIsBroken() {
        List<Fact> facts = new ArrayList<>();
        Ledger ledger = ledger(facts::add);
        ledger.takeOver(new Epoch(1));
        until(() -> facts.size() == 1);
        ledgers.breakDown("the disk is full");
        ledger.append(new Epoch(1), 0, new byte[1]);
        until(() -> facts.size() == 2);
        assertThat(facts.get(1)).isEqualTo(new Ledger.Broken(new Epoch(1), "the disk is full"));
        assertThat(ledgers.entries()).isEmpty();
    }
}
