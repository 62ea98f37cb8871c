package io.millrace.jobmanager.container;

import io.millrace.jobmanager.container.ContainerDriver.Fact;
import io.millrace.jobmanager.fake.FakeContainerDriver;
import java.util.ArrayList;
import java.util.List;

class FakeContainerDriverTest extends ContainerDriverContract {
    private final List<Fact> facts = new ArrayList<>();
    private final FakeContainerDriver driver = new FakeContainerDriver("c", facts::add);

    @Override
    protected ContainerDriver driver() {
        return driver;
    }

    @Override
    protected ContainerProfile profile() {
        return new ContainerProfile(2);
    }

    @Override
    protected List<Fact> facts() {
        return facts;
    }

    @Override
    protected void settle() {
        while (driver.pending() > 0) {
            driver.start(driver.grant(profile(), new NodeName("n")));
        }
    }
}
