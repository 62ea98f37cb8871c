package io.millrace.control.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderElection.Granted;
import io.millrace.control.leader.LeaderElection.Left;
import io.millrace.control.leader.LeaderElection.PublishRefused;
import io.millrace.control.leader.LeaderElection.Published;
import io.millrace.control.leader.LeaderElection.Resumed;
import io.millrace.control.leader.LeaderElection.Revoked;
import io.millrace.control.leader.LeaderElection.Suspended;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an election among several contenders promises. */
public abstract class ContestedElectionContract extends LeaderElectionContract {
    private static final LeaderAddress THERE = new LeaderAddress("jobmanager", "host-2.example", 4712);

    protected abstract LeaderWatch watch(Consumer<LeaderIs> facts);

    /** Has the contender's session expire. */
    protected abstract void expire(LeaderElection contender);

    /** Cuts the connections of all to whoever elects. */
    protected abstract void suspend(LeaderElection contender);

    /** Gives the connections back before a session has expired. */
    protected abstract void resume(LeaderElection contender);

    @Test
    void onlyOneOfTwoLeadsAndTheOtherFollowsInAHigherEpoch() {
        LeaderElection[] first = new LeaderElection[1];
        Heard firstHeard = elected(first);
        Heard secondHeard = new Heard();
        LeaderElection second = contender(secondHeard);
        second.contend();
        assertThat(secondHeard.has(Granted.class)).isFalse();
        first[0].resign();
        await(firstHeard, Left.class);
        await(secondHeard, Granted.class);
        assertThat(secondHeard.epoch()).isGreaterThan(firstHeard.epoch());
    }

    @Test
    void anExpiredSessionDeposesForGood() {
        LeaderElection[] first = new LeaderElection[1];
        Heard firstHeard = elected(first);
        Heard secondHeard = new Heard();
        contender(secondHeard).contend();
        expire(first[0]);
        await(secondHeard, Granted.class);
        await(firstHeard, Revoked.class);
        assertThat(secondHeard.epoch()).isGreaterThan(firstHeard.epoch());
        assertThat(firstHeard.all(Granted.class)).hasSize(1);
    }

    @Test
    void aDeposedLeaderPublishesNothing() {
        LeaderElection[] first = new LeaderElection[1];
        Heard firstHeard = elected(first);
        LeaderElection[] second = new LeaderElection[1];
        expire(first[0]);
        Heard secondHeard = elected(second);
        second[0].publish(secondHeard.epoch(), THERE);
        await(secondHeard, Published.class);
        first[0].publish(firstHeard.epoch(), HERE);
        await(firstHeard, PublishRefused.class);
        List<LeaderIs> seen = watched();
        until(() -> !seen.isEmpty());
        assertThat(seen).containsExactly(new LeaderIs(secondHeard.epoch(), THERE));
    }

    @Test
    void aSuspensionPausesAndDeposesNobody() {
        LeaderElection[] first = new LeaderElection[1];
        Heard heard = elected(first);
        suspend(first[0]);
        await(heard, Suspended.class);
        first[0].publish(heard.epoch(), HERE);
        resume(first[0]);
        await(heard, Resumed.class);
        await(heard, Published.class);
        assertThat(heard.has(Revoked.class)).isFalse();
        assertThat(heard.all(Granted.class)).hasSize(1);
    }

    @Test
    void watchersHearOfEveryLaterLeader() {
        List<LeaderIs> early = watched();
        LeaderElection[] first = new LeaderElection[1];
        Heard firstHeard = elected(first);
        first[0].publish(firstHeard.epoch(), HERE);
        until(() -> early.contains(new LeaderIs(firstHeard.epoch(), HERE)));
        first[0].resign();
        LeaderElection[] second = new LeaderElection[1];
        Heard secondHeard = elected(second);
        second[0].publish(secondHeard.epoch(), THERE);
        until(() -> early.contains(new LeaderIs(secondHeard.epoch(), THERE)));
        List<LeaderIs> late = watched();
        until(() -> !late.isEmpty());
        assertThat(late).containsExactly(new LeaderIs(secondHeard.epoch(), THERE));
    }

    @Test
    void epochsGrowWithEveryLeader() {
        Epoch before = Epoch.NONE;
        for (int i = 0; i < 5; i++) {
            LeaderElection[] next = new LeaderElection[1];
            Heard heard = elected(next);
            assertThat(heard.epoch()).isGreaterThan(before);
            before = heard.epoch();
            if (i % 2 == 0) {
                expire(next[0]);
                await(heard, Revoked.class);
            } else {
                next[0].resign();
                await(heard, Left.class);
            }
        }
    }

    private List<LeaderIs> watched() {
        List<LeaderIs> seen = Collections.synchronizedList(new ArrayList<>());
        watch(seen::add).watch();
        return seen;
    }
}
