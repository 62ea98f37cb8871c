package io.millrace.taskmanager.vertex;

import io.millrace.dataflow.JobID;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The class loaders of the vertices that run on a TaskManager: one for each operator. Thread-safe. */
public final class VertexLoaders {
    private final Map<JobID, Map<Integer, List<ClassLoader>>> byJob = new LinkedHashMap<>();

    /**
     * The class loaders of a vertex's operators, the same for all subtasks and until {@link #forget}.
     *
     * @param operators how many there are in its chain
     * @param job the job's, which becomes their parent
     */
    public synchronized List<ClassLoader> of(JobID id, int vertex, int operators, ClassLoader job) {
        return byJob.computeIfAbsent(id, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(
                        vertex,
                        unknown -> Stream.generate(() -> loader(job))
                                .limit(operators)
                                .toList());
    }

    private static ClassLoader loader(ClassLoader job) {
        return new VertexClassLoader(job, CopiedClasses.ofEngine());
    }

    /** The job has ended here. */
    public synchronized void forget(JobID id) {
        byJob.remove(id);
    }
}
