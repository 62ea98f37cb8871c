package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.ledger.Ledger.Fact;
import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsFencedLogTest extends FencedLogContract {
    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static MiniHadoop hadoop;

    private final String path = "/tmp/ledgers/" + TESTS.incrementAndGet() + "/log";

    @BeforeAll
    static void start() throws IOException {
        hadoop = MiniHadoop.start(MiniHadoopSettings.in(folder).withoutYarn().withoutZooKeeper());
    }

    @AfterAll
    static void stop() throws IOException {
        hadoop.close();
    }

    @Override
    protected URI directory() {
        return hadoop.hdfs().resolve(path);
    }

    @Override
    protected Configuration hadoop() {
        return hadoop.configuration();
    }

    @Test
    void nobodyElseMayLookIntoTheLog() throws IOException {
        List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
        var ledger = ledger(facts::add);
        ledger.takeOver(new Epoch(1));
        ledger.append(new Epoch(1), 0, new byte[1]);
        until(() -> facts.size() == 2);
        try (FileSystem files = hadoop.fileSystem()) {
            var log = files.getFileStatus(new org.apache.hadoop.fs.Path(path));
            var entry = files.getFileStatus(new org.apache.hadoop.fs.Path(path + "/1/0000000000000000000"));
            assertThat(log.getPermission().toString()).isEqualTo("rwx------");
            assertThat(entry.getPermission().toString()).isEqualTo("rw-------");
        }
    }
}
