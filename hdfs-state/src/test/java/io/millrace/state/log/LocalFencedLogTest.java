package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.ledger.Ledger.Broken;
import io.millrace.control.ledger.Ledger.Fact;
import io.millrace.control.ledger.Ledger.TakenOver;
import io.millrace.control.ledger.LedgerEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFencedLogTest extends FencedLogContract {
    @TempDir
    Path folder;

    private Path log() {
        return folder.resolve("application").resolve("log");
    }

    @Override
    protected URI directory() {
        return log().toUri();
    }

    @Override
    protected Configuration hadoop() {
        return new Configuration(false);
    }

    private List<Fact> takeOver(long epoch) {
        List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
        ledger(facts::add).takeOver(new Epoch(epoch));
        until(() -> !facts.isEmpty());
        return facts;
    }

    private void write(long epoch, long id) {
        List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
        Ledger ledger = ledger(facts::add);
        ledger.takeOver(new Epoch(epoch));
        ledger.append(new Epoch(epoch), id, new byte[] {1, 2, 3});
        until(() -> facts.size() == 2);
    }

    @Test
    void sealsWhatEarlierLeadersWroteAndLeavesNothingAsideThatCounts() throws IOException {
        write(1, 0);
        write(3, 7);
        try (var there = Files.walk(log())) {
            assertThat(there.map(path -> log().relativize(path).toString()).sorted())
                    .containsExactly(
                            "",
                            "1.sealed",
                            "1.sealed/0000000000000000000",
                            "1.sealed/writer.writer-0",
                            "3",
                            "3/0000000000000000007",
                            "3/writer.writer-1");
        }
    }

    @Test
    void whatWasPutAsideAndNeverRenamedCountsForNothing() throws IOException {
        write(1, 0);
        Files.write(log().resolve("1/.0000000000000000001.1.writer-0"), new byte[] {9});
        assertThat(takeOver(2).get(0))
                .isInstanceOfSatisfying(
                        TakenOver.class,
                        fact -> assertThat(fact.entries())
                                .containsExactly(new LedgerEntry(new Epoch(1), 0, new byte[] {1, 2, 3})));
    }

    @Test
    void aDamagedEntryIsNamedAndNotPassedOver() throws IOException {
        write(1, 0);
        Path entry = log().resolve("1/0000000000000000000");
        byte[] bytes = Files.readAllBytes(entry);
        bytes[bytes.length - 1]++;
        Files.write(entry, bytes);
        assertThat(takeOver(2).get(0))
                .isInstanceOfSatisfying(
                        Broken.class,
                        fact -> assertThat(fact.reason())
                                .contains("1.sealed/0000000000000000000")
                                .contains("expected checksum"));
    }

    @Test
    void anEntryWithoutItsEndIsNamedAndNotPassedOver() throws IOException {
        write(1, 0);
        Path entry = log().resolve("1/0000000000000000000");
        byte[] bytes = Files.readAllBytes(entry);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EntryFormat.read("1/0", cut)).hasMessageContaining("ledger entry 1/0 is damaged");
        }
    }

    @Test
    void givesUpWhereNoLogCanBe() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
        NioLogFiles below = new NioLogFiles(file.resolve("log"));
        try (FencedLog log = new FencedLog(
                below,
                "below a file",
                "w",
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                LedgerThread.ofItsOwn(),
                facts::add)) {
            log.takeOver(new Epoch(1));
            until(() -> !facts.isEmpty());
        }
        assertThat(facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        Broken.class, fact -> assertThat(fact.reason()).contains("below a file"));
    }

    @Test
    void refusesAFileSystemThatTheFenceDoesNotHoldIn() {
        assertThatThrownBy(() -> FencedLog.open(URI.create("s3a://bucket/log"), hadoop(), "w", fact -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3a://bucket/log")
                .hasMessageContaining("expected a file system whose renames are atomic (file, hdfs, viewfs, ofs)");
    }
}
