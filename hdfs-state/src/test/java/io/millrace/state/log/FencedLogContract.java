package io.millrace.state.log;

import static org.awaitility.Awaitility.await;

import io.millrace.control.ledger.Ledger;
import io.millrace.control.ledger.Ledger.Fact;
import io.millrace.control.ledger.LedgerContract;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;

abstract class FencedLogContract extends LedgerContract {
    private final List<FencedLog> logs = new ArrayList<>();

    /** A directory of this test's own whose parent is missing. */
    protected abstract URI directory();

    protected abstract Configuration hadoop();

    @Override
    protected Ledger ledger(Consumer<Fact> facts) {
        try {
            FencedLog log = FencedLog.open(directory(), hadoop(), "writer-" + logs.size(), facts);
            logs.add(log);
            return log;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected void until(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(condition::getAsBoolean);
    }

    @AfterEach
    void closeLogs() {
        logs.forEach(FencedLog::close);
    }
}
