package io.millrace.jobmanager.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.jobmanager.container.ContainerDriver.Fact;
import io.millrace.jobmanager.container.ContainerDriver.Granted;
import io.millrace.jobmanager.container.ContainerDriver.Lost;
import io.millrace.jobmanager.container.ContainerDriver.Started;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ContainerDriver} promises, as long as its resource manager has what is wanted. */
public abstract class ContainerDriverContract {
    protected abstract ContainerDriver driver();

    protected abstract ContainerProfile profile();

    /** What the driver has said so far, in order. */
    protected abstract List<Fact> facts();

    /** Lets the driver and its resource manager do all that they have to do. */
    protected abstract void settle();

    private void want(int containers) {
        driver().want(Map.of(profile(), containers), Set.of());
        settle();
    }

    private <F extends Fact> List<F> facts(Class<F> kind) {
        return facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void grantsWhatIsWantedAndSaysWhenItStarted() {
        want(1);
        assertThat(facts(Granted.class)).hasSize(1);
        ContainerId id = facts(Granted.class).get(0).container();
        assertThat(facts(Granted.class).get(0).profile()).isEqualTo(profile());
        assertThat(facts(Started.class)).containsExactly(new Started(id));
        assertThat(facts().indexOf(new Started(id))).isGreaterThan(0);
    }

    @Test
    void theSameWishAgainChangesNothing() {
        want(1);
        want(1);
        want(1);
        assertThat(facts(Granted.class)).hasSize(1);
        assertThat(facts(Lost.class)).isEmpty();
    }

    @Test
    void aLowerWishTakesNothingAway() {
        want(1);
        want(0);
        assertThat(facts(Lost.class)).isEmpty();
    }

    @Test
    void whatIsGivenBackIsLost() {
        want(1);
        ContainerId id = facts(Granted.class).get(0).container();
        driver().want(Map.of(profile(), 0), Set.of());
        driver().release(id);
        settle();
        assertThat(facts(Lost.class))
                .isNotEmpty()
                .allMatch(lost -> lost.container().equals(id));
    }

    @Test
    void whatWasLostIsReplacedByAnotherIfItIsStillWanted() {
        want(1);
        ContainerId first = facts(Granted.class).get(0).container();
        driver().release(first);
        settle();
        want(1);
        assertThat(facts(Granted.class)).hasSize(2);
        assertThat(facts(Granted.class).get(1).container()).isNotEqualTo(first);
    }

    @Test
    void theReleaseOfAnUnknownContainerDoesNoHarm() {
        driver().release(new ContainerId("never-granted"));
        settle();
        want(1);
        assertThat(facts(Granted.class)).hasSize(1);
    }
}
