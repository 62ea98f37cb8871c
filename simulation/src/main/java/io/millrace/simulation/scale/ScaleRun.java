package io.millrace.simulation.scale;

import io.millrace.dataflow.JobStatus;
import java.util.Map;
import java.util.function.LongSupplier;

/** One job of a size, from its submission until it is taken down, and what each part of its life cost. */
final class ScaleRun {
    private static final int HEARTBEATS = 5;

    /** What a part of the job's life cost: time of the JobManager, and messages in both directions by kind. */
    record Cost(long nanos, Map<String, Traffic.Count> kinds) {
        Traffic.Count all() {
            return Traffic.sum(kinds);
        }
    }

    /**
     * @param register until all TaskManagers had registered
     * @param deploy from the submission until all tasks were known to run
     * @param heapBytes in use after a collection while the job ran
     * @param heartbeat of one interval, on average
     * @param checkpoint of one
     * @param takeDown from the wish to cancel until the client heard that it was done
     */
    record Costs(
            int tasks,
            int taskManagers,
            Cost register,
            Cost deploy,
            long heapBytes,
            Cost heartbeat,
            Cost checkpoint,
            Cost takeDown) {}

    private final ScaleWorld world;
    private final int tasks;
    private final LongSupplier heap;

    private ScaleRun(ScaleWorld world, int tasks, LongSupplier heap) {
        this.world = world;
        this.tasks = tasks;
        this.heap = heap;
    }

    /**
     * @param tasks a multiple of {@link IdleJob#STAGES}
     * @param nanos what the JobManager's time is taken by
     * @param heap the bytes in use; asked while the job runs
     */
    static Costs of(int tasks, int taskManagers, LongSupplier nanos, LongSupplier heap) {
        int parallelism = tasks / IdleJob.STAGES;
        int slots = (parallelism + taskManagers - 1) / taskManagers;
        return new ScaleRun(new ScaleWorld(taskManagers, slots, nanos), parallelism * IdleJob.STAGES, heap).run();
    }

    private Costs run() {
        world.settle();
        Cost register = cost();
        world.submit(IdleJob.graph(tasks / IdleJob.STAGES));
        world.settle();
        expect(world.allRun() && world.running() == tasks, "all tasks run");
        Cost deploy = cost();
        long heapBytes = heap.getAsLong();
        world.heartbeat(); // what is said once after a deployment is said
        cost();
        for (int i = 0; i < HEARTBEATS; i++) {
            world.heartbeat();
        }
        Cost heartbeat = mean(cost());
        world.takeCheckpoint("one");
        world.settle();
        expect(world.checkpointCompleted() == 1, "the checkpoint is complete");
        Cost checkpoint = cost();
        world.cancel();
        world.settle();
        expect(world.status() == JobStatus.CANCELED && world.running() == 0, "the job is cancelled");
        return new Costs(tasks, world.taskManagers(), register, deploy, heapBytes, heartbeat, checkpoint, cost());
    }

    private Cost cost() {
        return new Cost(world.takeSpentNanos(), world.traffic().take());
    }

    private static Cost mean(Cost some) {
        Map<String, Traffic.Count> kinds = some.kinds;
        kinds.replaceAll((kind, count) -> new Traffic.Count(count.messages() / HEARTBEATS, count.bytes() / HEARTBEATS));
        return new Cost(some.nanos / HEARTBEATS, kinds);
    }

    private void expect(boolean is, String what) {
        if (!is) {
            throw new IllegalStateException("expected that " + what + ", but the job is " + world.status() + " with "
                    + world.running() + " of " + tasks + " tasks");
        }
    }
}
