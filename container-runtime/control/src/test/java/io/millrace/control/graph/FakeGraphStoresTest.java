package io.millrace.control.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.fake.FakeGraphStores;
import io.millrace.control.graph.GraphStore.Fact;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;

class FakeGraphStoresTest extends GraphStoreContract {
    private final FakeGraphStores stores = new FakeGraphStores();
    private final Map<GraphStore, Queue<Fact>> facts = new IdentityHashMap<>();

    @Override
    protected GraphStore leader() {
        Queue<Fact> heard = new ArrayDeque<>();
        GraphStore leader = stores.of(Runnable::run, heard::add);
        facts.put(leader, heard);
        return leader;
    }

    @Override
    protected Fact next(GraphStore leader) {
        Queue<Fact> heard = facts.get(leader);
        assertThat(heard).isNotEmpty();
        return heard.remove();
    }
}
