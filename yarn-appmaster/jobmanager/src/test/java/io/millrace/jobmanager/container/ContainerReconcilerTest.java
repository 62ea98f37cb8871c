package io.millrace.jobmanager.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.jobmanager.fake.FakeContainerDriver;
import io.millrace.protocol.TaskManagerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContainerReconcilerTest {
    private static final ContainerProfile PROFILE = new ContainerProfile(4);
    private static final NodeName BAD = new NodeName("bad");
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration SILENT = Duration.ofSeconds(300);

    /** Remembers where not to run. */
    private static final class Avoiding implements ContainerDriver {
        Set<NodeName> avoided = new TreeSet<>();
        final List<ContainerId> registered = new ArrayList<>();

        @Override
        public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> where) {
            avoided = where;
        }

        @Override
        public void release(ContainerId container) {
            throw new AssertionError("nothing is to be given back");
        }

        @Override
        public void registered(ContainerId container) {
            registered.add(container);
        }
    }

    private final FakeContainerDriver driver = new FakeContainerDriver("c", fact -> {});

    private ContainerReconciler reconciler(int containersMin) {
        return new ContainerReconciler(driver, PROFILE, containersMin, 0, IDLE, SILENT);
    }

    private ContainerId running(ContainerReconciler reconciler) {
        ContainerId id = driver.grant(PROFILE, new NodeName("n"));
        reconciler.granted(new ContainerDriver.Granted(id, PROFILE, new NodeName("n")), Instant.EPOCH);
        driver.start(id);
        reconciler.registered(id.taskManager());
        return id;
    }

    private static Set<TaskManagerId> idle(ContainerId... containers) {
        Set<TaskManagerId> idle = new TreeSet<>();
        for (ContainerId container : containers) {
            idle.add(container.taskManager());
        }
        return idle;
    }

    @Test
    void wishesForAsManyAsHoldTheSlots() {
        reconciler(0).reconcile(9, Set.of(), Instant.EPOCH);
        assertThat(driver.wanted()).isEqualTo(Map.of(PROFILE, 3));
    }

    @Test
    void keepsTheLeastThatIsKept() {
        reconciler(2).reconcile(0, Set.of(), Instant.EPOCH);
        assertThat(driver.wanted()).isEqualTo(Map.of(PROFILE, 2));
    }

    @Test
    void keepsSparesWhileThereIsWork() {
        ContainerReconciler reconciler = new ContainerReconciler(driver, PROFILE, 0, 1, IDLE, SILENT);
        ContainerId busy = running(reconciler);
        ContainerId spare = running(reconciler);
        reconciler.reconcile(4, idle(spare), Instant.EPOCH);
        reconciler.reconcile(4, idle(spare), Instant.EPOCH.plus(IDLE));
        assertThat(driver.wanted()).isEqualTo(Map.of(PROFILE, 2));
        assertThat(driver.released()).isEmpty();

        reconciler.reconcile(0, idle(busy, spare), Instant.EPOCH.plus(IDLE));
        assertThat(driver.wanted()).isEqualTo(Map.of(PROFILE, 0));
        assertThat(driver.released()).containsExactly(spare);
    }

    @Test
    void givesBackOnlyWhatIsIdleForLongAndNotNeeded() {
        ContainerReconciler reconciler = reconciler(0);
        ContainerId first = running(reconciler);
        ContainerId second = running(reconciler);
        Instant start = Instant.EPOCH;
        reconciler.reconcile(4, idle(first, second), start);
        reconciler.reconcile(4, idle(first, second), start.plus(IDLE).minusMillis(1));
        assertThat(driver.released()).isEmpty();
        reconciler.reconcile(4, idle(first, second), start.plus(IDLE));
        assertThat(driver.released()).as("one of the two is needed").hasSize(1);
    }

    @Test
    void workInBetweenStartsTheWaitAnew() {
        ContainerReconciler reconciler = reconciler(0);
        ContainerId only = running(reconciler);
        reconciler.reconcile(0, idle(only), Instant.EPOCH);
        reconciler.reconcile(1, Set.of(), Instant.EPOCH.plusSeconds(20));
        reconciler.reconcile(0, idle(only), Instant.EPOCH.plusSeconds(25));
        reconciler.reconcile(0, idle(only), Instant.EPOCH.plusSeconds(40));
        assertThat(driver.released()).isEmpty();
        reconciler.reconcile(0, idle(only), Instant.EPOCH.plusSeconds(55));
        assertThat(driver.released()).containsExactly(only);
    }

    @Test
    void avoidsAMachineOnWhichTwoLaunchesFailed() {
        Avoiding driver = new Avoiding();
        ContainerReconciler reconciler = new ContainerReconciler(driver, PROFILE, 0, 0, IDLE, SILENT);
        for (String name : List.of("x", "y")) {
            ContainerId id = new ContainerId(name);
            reconciler.granted(new ContainerDriver.Granted(id, PROFILE, BAD), Instant.EPOCH);
            assertThat(reconciler.starting()).isEqualTo(1);
            reconciler.lost(id, Cause.LAUNCH_FAILED);
            reconciler.reconcile(1, Set.of(), Instant.EPOCH);
            assertThat(driver.avoided).isEqualTo(name.equals("x") ? Set.of() : Set.of(BAD));
        }
    }

    @Test
    void givesBackOnceAContainerWhoseTaskManagerNeverRegisters() {
        ContainerReconciler reconciler = reconciler(0);
        ContainerId silent = driver.grant(PROFILE, new NodeName("n"));
        reconciler.granted(new ContainerDriver.Granted(silent, PROFILE, new NodeName("n")), Instant.EPOCH);
        reconciler.reconcile(4, Set.of(), Instant.EPOCH.plus(SILENT).minusMillis(1));
        assertThat(driver.released()).isEmpty();
        reconciler.reconcile(4, Set.of(), Instant.EPOCH.plus(SILENT));
        reconciler.reconcile(4, Set.of(), Instant.EPOCH.plus(SILENT).plusSeconds(1));
        assertThat(driver.released()).containsExactly(silent);
        assertThat(driver.pending()).as("another one is asked for").isEqualTo(1);
        assertThat(reconciler.starting()).isZero();
    }

    @Test
    void theDriverHearsWhichContainersTaskManagersHaveRegistered() {
        Avoiding driver = new Avoiding();
        ContainerReconciler reconciler = new ContainerReconciler(driver, PROFILE, 0, 0, IDLE, SILENT);
        ContainerId known = new ContainerId("known");
        reconciler.granted(new ContainerDriver.Granted(known, PROFILE, BAD), Instant.EPOCH);
        assertThat(driver.registered).isEmpty();
        reconciler.registered(known.taskManager());
        reconciler.registered(new TaskManagerId("nobody's"));
        assertThat(driver.registered).containsExactly(known);
    }

    @Test
    void aRefusalIsForgottenWhenSomethingChanges() {
        ContainerReconciler reconciler = reconciler(0);
        reconciler.refused("queue is full");
        assertThat(reconciler.refusal()).contains("queue is full");
        running(reconciler);
        assertThat(reconciler.refusal()).isEmpty();
    }
}
