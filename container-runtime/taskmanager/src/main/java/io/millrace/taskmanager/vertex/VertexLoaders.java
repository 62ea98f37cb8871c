package io.millrace.taskmanager.vertex;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.util.SerializedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The class loaders of the vertices that run on a TaskManager: one for each operator. Thread-safe. */
public final class VertexLoaders {
    /** One for all TaskManagers of the JVM: in local mode each job has TaskManagers of its own. */
    private static final WarmLoaders WARM = new WarmLoaders();

    private final Map<JobID, Map<Integer, List<ClassLoader>>> byJob = new LinkedHashMap<>();

    /**
     * The class loaders of a vertex's operators, the same for all subtasks and until {@link #forget}.
     *
     * @param chain its operators
     * @param job the job's, which becomes their parent
     * @param outlivesJob whether the job's class loader is that of a program that may run the same job again
     */
    public synchronized List<ClassLoader> of(
            JobID id,
            int vertex,
            List<? extends SerializedValue<? extends OperatorFactory>> chain,
            ClassLoader job,
            boolean outlivesJob) {
        Supplier<List<ClassLoader>> fresh =
                () -> Stream.generate(() -> loader(job)).limit(chain.size()).toList();
        return byJob.computeIfAbsent(id, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(vertex, unknown -> outlivesJob ? WARM.of(chain, job, fresh) : fresh.get());
    }

    private static ClassLoader loader(ClassLoader job) {
        return new VertexClassLoader(job, CopiedClasses.ofEngine());
    }

    /** The job has ended here. */
    public synchronized void forget(JobID id) {
        byJob.remove(id);
    }
}
