package io.millrace.control.fake;

import io.millrace.control.graph.GraphStore;
import io.millrace.dataflow.JobID;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Graphs in memory, shared by the leaders of one application. */
public final class FakeGraphStores {
    private final Map<String, byte[]> kept = new TreeMap<>();
    private final Set<String> damaged = new TreeSet<>();

    /** The store as one leader sees it. */
    public GraphStore of(FakeLedgers.Disk disk, Consumer<GraphStore.Fact> facts) {
        return new GraphStore() {
            @Override
            public void keep(JobID job, String hash, byte[] graph) {
                disk.later(() -> {
                    kept.put(place(job), graph.clone());
                    facts.accept(new Kept(job, place(job)));
                });
            }

            @Override
            public void read(JobID job, String place) {
                disk.later(() -> {
                    byte[] graph = damaged.contains(place) ? null : kept.get(place);
                    facts.accept(
                            graph == null ? new Failed(job, place + " cannot be read") : new Found(job, graph.clone()));
                });
            }

            @Override
            public void drop(JobID job, String place) {
                disk.later(() -> kept.remove(place));
            }
        };
    }

    private static String place(JobID job) {
        return "graphs/" + job;
    }

    /** The places of what is kept. */
    public Set<String> kept() {
        return new TreeSet<>(kept.keySet());
    }

    // Buttons.

    /** What is kept of this job cannot be read any more. */
    public void damage(JobID job) {
        damaged.add(place(job));
    }
}
