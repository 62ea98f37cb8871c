package io.millrace.control.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderElection.Fact;
import io.millrace.control.leader.LeaderElection.Granted;
import io.millrace.control.leader.LeaderElection.Left;
import io.millrace.control.leader.LeaderElection.PublishRefused;
import io.millrace.control.leader.LeaderElection.Published;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every {@link LeaderElection} promises to its only contender. */
public abstract class LeaderElectionContract {
    protected static final LeaderAddress HERE = new LeaderAddress("jobmanager", "host-1.example", 4711);

    /** What one contender has heard, in order. */
    public static final class Heard implements Consumer<Fact> {
        private final List<Fact> facts = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void accept(Fact fact) {
            facts.add(fact);
        }

        public <F extends Fact> List<F> all(Class<F> kind) {
            return List.copyOf(facts).stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }

        public boolean has(Class<? extends Fact> kind) {
            return !all(kind).isEmpty();
        }

        public Epoch epoch() {
            return all(Granted.class).get(0).epoch();
        }
    }

    /** A contender of the application of this test. */
    protected abstract LeaderElection contender(Consumer<Fact> facts);

    /** Lets facts come until the condition holds; fails if it never does. */
    protected abstract void until(BooleanSupplier condition);

    protected final void await(Heard heard, Class<? extends Fact> kind) {
        until(() -> heard.has(kind));
    }

    protected final Heard elected(LeaderElection[] contender) {
        Heard heard = new Heard();
        contender[0] = contender(heard);
        contender[0].contend();
        await(heard, Granted.class);
        return heard;
    }

    @Test
    void theOnlyContenderLeadsInAnEpoch() {
        LeaderElection[] contender = new LeaderElection[1];
        Heard heard = elected(contender);
        assertThat(heard.epoch()).isGreaterThan(Epoch.NONE);
        assertThat(heard.all(Granted.class)).hasSize(1);
    }

    @Test
    void publishesWhereTheLeaderListens() {
        LeaderElection[] contender = new LeaderElection[1];
        Heard heard = elected(contender);
        contender[0].publish(heard.epoch(), HERE);
        await(heard, Published.class);
        assertThat(heard.all(Published.class)).containsExactly(new Published(heard.epoch(), HERE));
    }

    @Test
    void publishesNothingForAnEpochThatIsNotTheLeaders() {
        LeaderElection[] contender = new LeaderElection[1];
        Heard heard = elected(contender);
        contender[0].publish(new Epoch(heard.epoch().number() + 1), HERE);
        await(heard, PublishRefused.class);
        assertThat(heard.has(Published.class)).isFalse();
    }

    @Test
    void whoeverResignsHearsThatItLeft() {
        LeaderElection[] contender = new LeaderElection[1];
        Heard heard = elected(contender);
        contender[0].resign();
        await(heard, Left.class);
        assertThat(heard.all(Left.class)).containsExactly(new Left(""));
    }

    @Test
    void theEndOfTheApplicationLeavesNothing() {
        LeaderElection[] contender = new LeaderElection[1];
        Heard heard = elected(contender);
        contender[0].publish(heard.epoch(), HERE);
        contender[0].endApplication();
        await(heard, Left.class);
        assertThat(heard.all(Left.class)).containsExactly(new Left(""));
    }
}
