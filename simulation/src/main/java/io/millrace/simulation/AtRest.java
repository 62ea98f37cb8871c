package io.millrace.simulation;

import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.protocol.JobNews.JobMoved;
import java.util.List;
import java.util.Map;

/** What must be so when the job of a run has ended, and when all has come to rest after it. */
final class AtRest {
    private final World world;
    private final Invariants invariants;
    private final Map<String, SimulatedNode> nodes;
    private final Map<String, SimulatedTaskManager> taskManagers;

    AtRest(
            World world,
            Invariants invariants,
            Map<String, SimulatedNode> nodes,
            Map<String, SimulatedTaskManager> taskManagers) {
        this.world = world;
        this.invariants = invariants;
        this.nodes = nodes;
        this.taskManagers = taskManagers;
    }

    /** What the client has heard would be heard from the next leader, too. */
    void checkIsWrittenDown(JobMoved told) {
        List<InheritedJob> inherited = WrittenJobs.in(world.files()).jobs();
        boolean written = inherited.stream()
                .filter(job -> job.accepted().job().equals(told.job()))
                .anyMatch(job ->
                        job.end().filter(end -> end.status() == told.status()).isPresent());
        if (!written) {
            throw new Violation("the client was told " + told.status() + ", the ledger holds " + inherited);
        }
    }

    void checkNothingIsLeft() {
        int open = world.attempts().living().values().stream()
                .mapToInt(SimulatedMaster::openCoordinators)
                .sum();
        if (open > 0) {
            throw new Violation(open + " jobs have coordinators that were not closed");
        }
        SimulatedYarn yarn = world.yarn();
        if (!yarn.held().isEmpty() || yarn.pending() > 0) {
            throw new Violation(
                    "containers are left long after the job ended: " + yarn.held() + ", pending=" + yarn.pending());
        }
        if (!taskManagers.isEmpty()) {
            throw new Violation("TaskManagers are left without containers: " + taskManagers.keySet());
        }
        nodes.forEach((name, node) -> invariants.checkTimersAtTheEnd(name, node.armedTimers()));
    }

    void checkElectionsEnd() {
        if (!world.options().leaders().elects()) {
            return;
        }
        SimulatedMaster leader =
                world.attempts().registered().orElseThrow(() -> new Violation("nobody leads at the end"));
        leader.endApplication();
        if (!world.zookeeper().isCleanedUp()) {
            throw new Violation("something of the elections is left after the application's end");
        }
    }

    /** What everybody believes and waits for. */
    String standstill() {
        StringBuilder all = new StringBuilder(invariants.describe());
        world.attempts()
                .living()
                .values()
                .forEach(one -> all.append("; ")
                        .append(one.name())
                        .append(" epoch ")
                        .append(one.epoch().number())
                        .append(one.node().isPaused() ? ", paused" : ""));
        taskManagers.values().forEach(one -> all.append("; ").append(one.describe()));
        return all.append("; containers held=")
                .append(world.yarn().held())
                .append(" pending=")
                .append(world.yarn().pending())
                .toString();
    }
}
