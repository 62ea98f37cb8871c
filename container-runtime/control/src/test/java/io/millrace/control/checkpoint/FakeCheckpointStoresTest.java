package io.millrace.control.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.checkpoint.CheckpointStore.Fact;
import io.millrace.control.fake.FakeCheckpointStores;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;

class FakeCheckpointStoresTest extends CheckpointStoreContract {
    private final FakeCheckpointStores stores = new FakeCheckpointStores(FakeCheckpointStores.Files.none());
    private final Map<CheckpointStore, Queue<Fact>> facts = new IdentityHashMap<>();

    @Override
    protected CheckpointStore leader() {
        Queue<Fact> heard = new ArrayDeque<>();
        CheckpointStore leader = stores.of(Runnable::run, heard::add);
        facts.put(leader, heard);
        return leader;
    }

    @Override
    protected Fact next(CheckpointStore leader) {
        Queue<Fact> heard = facts.get(leader);
        assertThat(heard).isNotEmpty();
        return heard.remove();
    }

    @Override
    protected StateHandle file(String directory) {
        return new StateHandle(directory + "/tm", 0, 4, 5);
    }
}
