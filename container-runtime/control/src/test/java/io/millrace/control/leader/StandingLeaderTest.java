package io.millrace.control.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderElection.Fact;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StandingLeaderTest extends LeaderElectionContract {
    @Override
    protected LeaderElection contender(Consumer<Fact> facts) {
        return new StandingLeader(new Epoch(2), facts);
    }

    @Override
    protected void until(BooleanSupplier condition) {
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void leadsInTheEpochThatItWasGiven() {
        assertThat(elected(new LeaderElection[1]).epoch()).isEqualTo(new Epoch(2));
    }

    @Test
    void refusesAnEpochThatIsOlderThanAnyLeaders() {
        assertThatThrownBy(() -> new StandingLeader(Epoch.NONE, fact -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an epoch >= 1, found 0");
    }

    @Test
    void tellsOfTheLeaderThatWasKnownFromTheStart() {
        List<LeaderIs> seen = new ArrayList<>();
        LeaderIs leader = new LeaderIs(new Epoch(2), HERE);
        StandingLeader.watchOf(Optional.of(leader), seen::add).watch();
        StandingLeader.watchOf(Optional.empty(), seen::add).watch();
        assertThat(seen).containsExactly(leader);
    }
}
