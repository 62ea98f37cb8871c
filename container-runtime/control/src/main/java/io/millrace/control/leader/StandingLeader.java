package io.millrace.control.leader;

import io.millrace.control.Epoch;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The only contender of its application, where nothing elects: it leads from the start to the end, in the epoch that it was
 * given. Whoever starts it makes sure that a later one has a higher epoch: on YARN it is the number of the attempt.
 */
public final class StandingLeader implements LeaderElection {
    private final Epoch epoch;
    private final Consumer<Fact> facts;
    private boolean left;

    /** @param epoch at least 1 */
    public StandingLeader(Epoch epoch, Consumer<Fact> facts) {
        if (!Epoch.NONE.isOlderThan(epoch)) {
            throw new IllegalArgumentException("standing leader: expected an epoch >= 1, found " + epoch.number());
        }
        this.epoch = epoch;
        this.facts = facts;
    }

    @Override
    public void contend() {
        tell(new Granted(epoch));
    }

    @Override
    public void publish(Epoch ofEpoch, LeaderAddress address) {
        if (ofEpoch.equals(epoch)) {
            tell(new Published(epoch, address));
        } else {
            tell(new PublishRefused(ofEpoch, "the leader's epoch is " + epoch.number()));
        }
    }

    @Override
    public void resign() {
        leave();
    }

    @Override
    public void endApplication() {
        leave();
    }

    private void leave() {
        tell(new Left(""));
        left = true;
    }

    private void tell(Fact fact) {
        if (!left) {
            facts.accept(fact);
        }
    }

    /** Tells of the leader that was known from the start, once; of none if there was none. */
    public static LeaderWatch watchOf(Optional<LeaderWatch.LeaderIs> leader, Consumer<LeaderWatch.LeaderIs> facts) {
        return new LeaderWatch() {
            @Override
            public void watch() {
                leader.ifPresent(facts);
            }

            @Override
            public void stop() {}
        };
    }
}
