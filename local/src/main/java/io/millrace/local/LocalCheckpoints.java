package io.millrace.local;

import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.state.log.FencedCheckpointStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the checkpoints of a local cluster lie: where a job says, else in a temporary directory that goes with the cluster. */
final class LocalCheckpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCheckpoints.class);

    private final FencedCheckpointStore store;
    private volatile @Nullable Path temporary;

    LocalCheckpoints(Consumer<CheckpointStore.Fact> facts) {
        this.store =
                new FencedCheckpointStore(this::temporary, UUID.randomUUID().toString(), facts);
    }

    CheckpointStore store() {
        return store;
    }

    /** Where those lie that name no directory. Any thread. */
    synchronized URI temporary() throws IOException {
        Path there = temporary;
        if (there == null) {
            there = Files.createTempDirectory("millrace-checkpoints");
            temporary = there;
            LOG.info(
                    "checkpoints go to {} and are lost with this cluster; set execution.checkpointing.dir to keep them",
                    there);
        }
        return there.toUri();
    }

    @Override
    public void close() {
        store.close();
        Path there = temporary;
        if (there != null) {
            try (Stream<Path> all = Files.walk(there)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path one : deepestFirst) {
                    Files.deleteIfExists(one);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("{} could not be deleted: {}", there, e.toString());
            }
        }
    }
}
