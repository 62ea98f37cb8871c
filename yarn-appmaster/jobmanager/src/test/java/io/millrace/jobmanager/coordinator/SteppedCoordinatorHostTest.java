package io.millrace.jobmanager.coordinator;

import io.millrace.jobmanager.coordinator.CoordinatorHost.Fact;
import io.millrace.jobmanager.fake.SteppedCoordinatorHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

class SteppedCoordinatorHostTest extends CoordinatorHostContract {
    private final List<Runnable> later = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final SteppedCoordinatorHost host = new SteppedCoordinatorHost(
            JobClassLoaders.sharing(getClass().getClassLoader()),
            JobFiles.of(() -> {
                throw new IOException("these jobs keep no files");
            }),
            new SteppedCoordinatorHost.Later() {
                @Override
                public void after(long delayMs, Runnable action) {
                    later.add(action);
                }

                @Override
                public long now() {
                    return 0;
                }
            },
            facts::add);

    @Override
    protected CoordinatorHost host() {
        return host;
    }

    @Override
    protected List<Fact> facts() {
        return facts;
    }

    @Override
    protected void await(Predicate<Fact> said) {
        while (facts.stream().noneMatch(said)) {
            later.remove(0).run();
        }
    }
}
