package io.millrace.yarn.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerDriver.Cause;
import io.millrace.jobmanager.container.ContainerDriver.DriverFailed;
import io.millrace.jobmanager.container.ContainerDriver.Fact;
import io.millrace.jobmanager.container.ContainerDriver.Granted;
import io.millrace.jobmanager.container.ContainerDriver.Inherited;
import io.millrace.jobmanager.container.ContainerDriver.Lost;
import io.millrace.jobmanager.container.ContainerDriver.Refused;
import io.millrace.jobmanager.container.ContainerDriver.Started;
import io.millrace.jobmanager.container.ContainerDriverContract;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.junit.jupiter.api.Test;

class YarnContainerDriverTest extends ContainerDriverContract {
    private static final int FAILURES_MAX = 3;

    private final List<Fact> facts = new ArrayList<>();
    private final RecordedLink yarn = new RecordedLink();
    private long nowNs;
    private final YarnContainerDriver driver =
            new YarnContainerDriver(yarn, Runnable::run, () -> nowNs, new StartFailures(FAILURES_MAX), facts::add);

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
        yarn.settle(driver);
    }

    private void want(int containers) {
        driver.want(Map.of(profile(), containers), Set.of());
    }

    private Container grant() {
        Container container = yarn.container("node");
        driver.granted(container, profile());
        return container;
    }

    @Test
    void takesBackRequestsThatAreNotNeededAnyMore() {
        want(5);
        assertThat(yarn.outstanding()).isEqualTo(5);
        want(2);
        assertThat(yarn.outstanding()).isEqualTo(2);
        driver.want(Map.of(), Set.of());
        assertThat(yarn.outstanding()).isZero();
    }

    @Test
    void givesBackWhatIsGrantedBeyondTheWish() {
        want(1);
        grant();
        Container surplus = grant();
        assertThat(yarn.released).containsExactly(surplus.getId());
        assertThat(facts).hasSize(1).first().isInstanceOf(Granted.class);
        driver.completed(RecordedLink.ended(surplus.getId(), -100, ""));
        assertThat(facts).as("nobody was told of it, so nobody lost it").hasSize(1);
    }

    @Test
    void containersOfAnEarlierAttemptAreToldFirstAndCountAsHeld() {
        driver.inherited(List.of(yarn.container("a"), yarn.container("b")));
        assertThat(facts)
                .singleElement()
                .satisfies(fact -> assertThat(((Inherited) fact).containers())
                        .extracting(Granted::node)
                        .containsExactly(new NodeName("a"), new NodeName("b")));
        driver.want(Map.of(inheritedProfile(), 3), Set.of());
        assertThat(yarn.outstanding()).isEqualTo(1);
    }

    @Test
    void aWishFromBeforeTheRegistrationIsLoweredByWhatIsInherited() {
        driver.want(Map.of(inheritedProfile(), 2), Set.of());
        assertThat(yarn.outstanding()).isEqualTo(2);
        driver.inherited(List.of(yarn.container("a"), yarn.container("b")));
        assertThat(yarn.outstanding()).isZero();
    }

    @Test
    void anInheritedContainerCanBeGivenBackAndItsEndIsTold() {
        Container container = yarn.container("a");
        driver.inherited(List.of(container));
        driver.release(new ContainerId(container.getId().toString()));
        assertThat(yarn.released).containsExactly(container.getId());
        driver.completed(RecordedLink.ended(container.getId(), ContainerExitStatus.ABORTED, ""));
        assertThat(facts).last().isInstanceOf(Lost.class);
    }

    @Test
    void inheritedContainersThatAreHeardOfLateAreGrantedAndStarted() {
        driver.inherited(List.of());
        assertThat(facts).containsExactly(new Inherited(List.of()));
        Container late = yarn.container("a");
        driver.inherited(List.of(late));
        driver.inherited(List.of(late));
        assertThat(facts).hasSize(3);
        assertThat(facts.get(1)).isInstanceOf(Granted.class);
        assertThat(facts.get(2))
                .isEqualTo(new Started(new ContainerId(late.getId().toString())));
    }

    /** The recorded link's containers have priority 1, so one slot. */
    private static ContainerProfile inheritedProfile() {
        return new ContainerProfile(1);
    }

    @Test
    void aGrantAnswersARequest() {
        want(2);
        grant();
        assertThat(yarn.outstanding()).isEqualTo(1);
        want(2);
        assertThat(yarn.outstanding()).isEqualTo(1);
    }

    @Test
    void saysWhyAContainerWasLostAndWhatYarnSaysToIt() {
        want(1);
        Container container = grant();
        driver.started(container.getId());
        driver.completed(RecordedLink.ended(container.getId(), 137, "Container killed\non request"));
        Lost lost = (Lost) facts.get(facts.size() - 1);
        assertThat(lost.cause()).isEqualTo(Cause.EXITED);
        assertThat(lost.diagnostics()).contains("137", "signal 9", "Container killed | on request");
    }

    @Test
    void aContainerThatCannotBeStartedIsLostAndGivenBack() {
        want(1);
        Container container = grant();
        driver.startFailed(container.getId(), new IllegalStateException("no room"));
        assertThat(yarn.released).containsExactly(container.getId());
        Lost lost = (Lost) facts.get(facts.size() - 1);
        assertThat(lost.cause()).isEqualTo(Cause.LAUNCH_FAILED);
        assertThat(lost.diagnostics()).contains("no room");
    }

    @Test
    void refusesWhatTheClusterCanNeverGrant() {
        yarn.refusal = Optional.of("too large");
        want(1);
        assertThat(facts).containsExactly(new Refused(profile(), "too large"));
        assertThat(yarn.outstanding()).isZero();
    }

    @Test
    void asksForNoMoreIfContainersEndBeforeTheyRegister() {
        for (int i = 0; i < FAILURES_MAX; i++) {
            want(1);
            Container container = grant();
            driver.started(container.getId());
            driver.completed(RecordedLink.ended(container.getId(), 1, "Unrecognized option: -Xfoo"));
        }
        want(1);
        assertThat(yarn.outstanding()).isZero();
        assertThat(facts.get(facts.size() - 1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("-Xfoo", "resourcemanager.start-worker.max-failure-rate"));
        nowNs += 61_000_000_000L;
        want(1);
        assertThat(yarn.outstanding()).isEqualTo(1);
    }

    @Test
    void aContainerWhoseTaskManagerHadRegisteredIsReplacedWhateverEndedItAndHoweverSoon() {
        for (int i = 0; i < 2 * FAILURES_MAX; i++) {
            want(1);
            Container container = grant();
            driver.started(container.getId());
            driver.registered(idOf(container));
            driver.completed(RecordedLink.ended(container.getId(), i % 2 == 0 ? 137 : 1, ""));
        }
        want(1);
        assertThat(yarn.outstanding()).isEqualTo(1);
    }

    /** The node manager's word that a process began may come after all that the process did. */
    @Test
    void aTaskManagerThatRegisteredHasStartedWhoeverSaysSo() {
        want(1);
        Container container = grant();
        driver.registered(idOf(container));
        driver.completed(RecordedLink.ended(container.getId(), 137, ""));
        assertThat(((Lost) facts.get(facts.size() - 1)).cause()).isEqualTo(Cause.EXITED);
    }

    @Test
    void whatThePlatformTookAwayBeforeItRegisteredIsNoFailedStart() {
        for (int i = 0; i < FAILURES_MAX; i++) {
            want(1);
            Container container = grant();
            driver.started(container.getId());
            driver.completed(RecordedLink.ended(container.getId(), ContainerExitStatus.PREEMPTED, ""));
        }
        want(1);
        assertThat(yarn.outstanding()).isEqualTo(1);
    }

    @Test
    void oneThatNeverRegisteredIsAFailedStartHoweverLongItTook() {
        for (int i = 0; i < FAILURES_MAX; i++) {
            want(1);
            Container container = grant();
            driver.started(container.getId());
            nowNs += 19_000_000_000L;
            driver.completed(RecordedLink.ended(container.getId(), 1, "no leader was found"));
        }
        want(1);
        assertThat(yarn.outstanding()).isZero();
    }

    private static ContainerId idOf(Container container) {
        return new ContainerId(container.getId().toString());
    }

    @Test
    void passesOnWhichNodesToAvoid() {
        driver.want(Map.of(profile(), 1), Set.of(new NodeName("bad")));
        assertThat(yarn.avoided).containsExactly(Set.of(new NodeName("bad")));
    }

    @Test
    void asksForNothingWhenTheResourceManagerCannotBeAsked() {
        driver.failed("gone");
        want(1);
        assertThat(facts).containsExactly(new DriverFailed("gone"));
        assertThat(yarn.outstanding()).isZero();
    }

    @Test
    void givesEverythingBackAtTheEnd() {
        want(2);
        Container container = grant();
        driver.giveUpAll();
        assertThat(yarn.released).containsExactly(container.getId());
        assertThat(yarn.outstanding()).isZero();
        Container late = grant();
        assertThat(yarn.released).contains(late.getId());
    }
}
