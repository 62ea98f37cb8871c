package io.millrace.taskmanager.task;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.config.Configuration;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.taskmanager.checkpoint.OperatorRestore;
import io.millrace.taskmanager.checkpoint.TaskRestore;
import io.millrace.taskmanager.exchange.TaskChannels;
import io.millrace.taskmanager.memory.AttemptSpillFiles;
import io.millrace.taskmanager.memory.OperatorPages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What an attempt borrows from its TaskManager and gives back at its end. Used by the thread that runs the task. */
final class TaskResources {
    private final TaskPlan plan;
    private final TaskServices services;
    private final TaskInfo info;
    private final Configuration configuration;
    private final TaskChannels channels;
    private final AttemptSpillFiles spillFiles;
    private final TaskIo io;
    private final TaskAccumulators accumulators = new TaskAccumulators();
    private final List<OperatorPages> pages = new ArrayList<>();
    private final Map<Stage, OperatorMetrics> measured = new ConcurrentHashMap<>();

    /** @param wakeUp called by any thread when {@link #isBusy} may have changed */
    TaskResources(TaskPlan plan, TaskServices services, TaskInfo info, Configuration configuration, Runnable wakeUp) {
        this.plan = plan;
        this.services = services;
        this.info = info;
        this.configuration = configuration;
        this.io = new TaskIo(services.checkpoints().io(), wakeUp);
        AttemptId attempt = plan.attempt();
        this.channels = new TaskChannels(
                attempt,
                plan.graph(),
                plan.placements(),
                plan.self(),
                services.hub(),
                services.blocking(),
                plan.remote(),
                plan.userClassLoader());
        this.spillFiles = new AttemptSpillFiles(
                services.settings().tempDirectories(),
                attempt.vertex() + "-" + attempt.subtask() + "-" + attempt.attempt());
    }

    TaskChannels channels() {
        return channels;
    }

    /** Whether other threads still do something for its operators. */
    boolean isBusy() {
        return io.isBusy();
    }

    /** Opens all operators from the last to the first, and gives each its state back. */
    void open(Chain chain, Task task, ExecutionConfig config, TaskRestore restored) {
        TaskContext.Shared shared = new TaskContext.Shared(
                new JobInfoImpl(plan.attempt().job(), plan.graph().name()),
                info,
                configuration,
                config,
                spillFiles,
                io,
                services.checkpoints().files(),
                accumulators,
                services.stateBackend(),
                services.clock());
        for (int i = chain.size() - 1; i >= 0; i--) {
            Stage stage = chain.stage(i);
            OperatorPages share = new OperatorPages(
                    plan.pages(), stage.name(), plan.operatorPages().get(i), OperatorPages.PAGES_ALWAYS);
            pages.add(share);
            Optional<OperatorRestore> restore =
                    restored.operator(plan.vertex().chain().get(i).id());
            OperatorMetrics registered =
                    new OperatorMetrics(plan.graph().name(), info.getTaskNameWithSubtasks(), stage.name());
            measured.put(stage, registered);
            try {
                stage.open(new TaskContext(
                        shared, task, stage, plan.operatorClassLoaders().get(i), share, registered, restore));
                if (restore.isPresent()) {
                    stage.restore(restore.get());
                }
            } catch (Throwable t) {
                throw chain.failed(i, null, t);
            }
        }
    }

    /** What its open operators have counted, in the order of the chain. Any thread. */
    List<OperatorMeasures> operatorMeasures() {
        return measured.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getKey().index()))
                .map(entry -> new OperatorMeasures(
                        entry.getKey().name(),
                        entry.getKey().received(),
                        entry.getValue().values()))
                .toList();
    }

    /** @throws IOException names the accumulator that cannot be serialised */
    Map<String, byte[]> accumulators() throws IOException {
        return accumulators.serialized();
    }

    /**
     * Takes pages, files and channels back. The last call, after the operators are closed.
     *
     * @param finished whether all was written that the attempt had to write
     */
    void giveBack(TaskReports reports, boolean finished) {
        pages.forEach(OperatorPages::takeBack);
        try {
            spillFiles.deleteAll();
        } catch (IOException e) {
            reports.ignored("deleting spill files", e);
        }
        channels.release(finished);
    }
}
