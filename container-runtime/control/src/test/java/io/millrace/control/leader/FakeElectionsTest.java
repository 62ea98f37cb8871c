package io.millrace.control.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.fake.FakeElections;
import io.millrace.control.leader.LeaderElection.Fact;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

class FakeElectionsTest extends ContestedElectionContract {
    private final FakeElections elections = new FakeElections();

    @Override
    protected LeaderElection contender(Consumer<Fact> facts) {
        return elections.contender(facts);
    }

    @Override
    protected LeaderWatch watch(Consumer<LeaderIs> facts) {
        return elections.watch(facts);
    }

    @Override
    protected void expire(LeaderElection contender) {
        ((FakeElections.Contender) contender).expire();
    }

    @Override
    protected void suspend(LeaderElection contender) {
        ((FakeElections.Contender) contender).suspend();
    }

    @Override
    protected void resume(LeaderElection contender) {
        ((FakeElections.Contender) contender).resume();
    }

    @Override
    protected void until(BooleanSupplier condition) {
        elections.settle();
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
