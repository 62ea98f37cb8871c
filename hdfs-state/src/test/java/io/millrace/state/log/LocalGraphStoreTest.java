package io.millrace.state.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.graph.GraphStore;
import io.millrace.control.graph.GraphStore.Fact;
import io.millrace.control.graph.GraphStore.Kept;
import io.millrace.control.graph.GraphStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalGraphStoreTest extends GraphStoreContract {
    @TempDir
    Path folder;

    private final Map<GraphStore, BlockingQueue<Fact>> facts = new IdentityHashMap<>();
    private final List<FileGraphStore> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FileGraphStore::close);
    }

    @Override
    protected GraphStore leader() {
        BlockingQueue<Fact> heard = new LinkedBlockingQueue<>();
        FileGraphStore leader = new FileGraphStore(
                folder.resolve("graphs").toUri(),
                org.apache.hadoop.conf.Configuration::new,
                "writer-" + open.size(),
                heard::add);
        open.add(leader);
        facts.put(leader, heard);
        return leader;
    }

    @Override
    protected Fact next(GraphStore leader) {
        try {
            Fact fact = facts.get(leader).poll(60, TimeUnit.SECONDS);
            assertThat(fact).isNotNull();
            return fact;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherGraphOfAJobGetsAnotherPlaceAndNothingIsLeftAside() throws IOException {
        GraphStore leader = leader();
        leader.keep(JOB, "aa", new byte[] {1});
        leader.keep(JOB, "bb", new byte[] {2});
        leader.keep(JOB, "bb", new byte[] {2});
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            places.add(((Kept) next(leader)).place());
        }
        assertThat(places).containsExactly(JOB + "-aa.graph", JOB + "-bb.graph", JOB + "-bb.graph");
        try (Stream<Path> files = Files.list(folder.resolve("graphs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(JOB + "-aa.graph", JOB + "-bb.graph");
        }
    }
}
