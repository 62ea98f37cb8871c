package io.millrace.simulation;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerDriver.Fact;
import io.millrace.jobmanager.container.ContainerDriverContract;
import io.millrace.jobmanager.container.ContainerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class SimulatedYarnTest extends ContainerDriverContract {
    private final List<Fact> facts = new ArrayList<>();
    private final World world = World.of(1);
    private final SimulatedYarn yarn =
            new SimulatedYarn(world, YarnFaults.of(new Draws(1)), new SplittableRandom(2), facts::add, container -> {});

    SimulatedYarnTest() {
        yarn.heal();
    }

    @Override
    protected ContainerDriver driver() {
        return yarn;
    }

    @Override
    protected ContainerProfile profile() {
        return new ContainerProfile(2);
    }

    @Override
    protected List<Fact> facts() {
        return facts;
    }

    /** Grants and launches take half a minute at most. */
    @Override
    protected void settle() {
        long until = world.nowMs() + 30_000;
        while (world.nowMs() < until && world.events().step()) {
            // Only time has to pass.
        }
    }
}
