package io.millrace.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.jobmanager.container.ContainerDriver.Fact;
import io.millrace.jobmanager.container.ContainerDriver.Granted;
import io.millrace.jobmanager.container.ContainerDriver.Lost;
import io.millrace.jobmanager.container.ContainerDriver.Refused;
import io.millrace.jobmanager.container.ContainerDriverContract;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalContainerDriverTest extends ContainerDriverContract {
    private static final String MARKER = "marker-";
    private static final int CONTAINERS_MAX = 2;

    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private final Map<ContainerId, Consumer<String>> running = new ConcurrentHashMap<>();
    private volatile boolean launchFails;
    private int markers;
    private final LocalContainerDriver driver = new LocalContainerDriver(
            CONTAINERS_MAX,
            (container, profile, onEnd) -> {
                if (launchFails) {
                    throw new IllegalStateException("no memory for a TaskManager");
                }
                running.put(container, onEnd);
                return () -> running.remove(container);
            },
            facts::add);

    @AfterEach
    void close() {
        driver.close();
        assertThat(running).isEmpty();
    }

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
        return facts.stream().filter(fact -> !isMarker(fact)).toList();
    }

    private static boolean isMarker(Fact fact) {
        return fact instanceof Lost lost && lost.container().name().startsWith(MARKER);
    }

    /** The driver works off its orders one by one: when it has given back what it never had, all before is done. */
    @Override
    protected void settle() {
        ContainerId marker = new ContainerId(MARKER + ++markers);
        driver.release(marker);
        await().atMost(10, SECONDS)
                .until(() -> facts.stream()
                        .anyMatch(fact ->
                                fact instanceof Lost lost && lost.container().equals(marker)));
    }

    @Test
    void refusesMoreContainersThanItMayHave() {
        driver.want(Map.of(profile(), CONTAINERS_MAX + 1), Set.of());
        settle();

        assertThat(facts()).filteredOn(Granted.class::isInstance).hasSize(CONTAINERS_MAX);
        assertThat(facts())
                .filteredOn(Refused.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("2"));
    }

    @Test
    void saysThatATaskManagerEndedByItselfAndReplacesIt() {
        driver.want(Map.of(profile(), 1), Set.of());
        settle();
        ContainerId first = running.keySet().iterator().next();

        running.get(first).accept("had enough");
        driver.want(Map.of(profile(), 1), Set.of());
        settle();

        assertThat(facts()).contains(new Lost(first, Cause.EXITED, "had enough"));
        assertThat(running).hasSize(1).doesNotContainKey(first);
    }

    @Test
    void saysWhyALaunchFailed() {
        launchFails = true;
        driver.want(Map.of(profile(), 1), Set.of());
        settle();

        assertThat(facts())
                .filteredOn(Lost.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Lost.class, lost -> {
                    assertThat(lost.cause()).isEqualTo(Cause.LAUNCH_FAILED);
                    assertThat(lost.diagnostics()).contains("no memory for a TaskManager");
                });
    }

    @Test
    void startsNothingAfterItIsClosed() {
        driver.close();
        driver.want(Map.of(profile(), 1), Set.of());

        assertThat(running).isEmpty();
        assertThat(facts).isEmpty();
    }
}
