package io.millrace.jobmanager.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.TestGraphs;
import io.millrace.jobmanager.coordinator.CoordinatorHost.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every {@link CoordinatorHost} promises. */
public abstract class CoordinatorHostContract {
    private static final JobID JOB = new JobID(4, 5);

    /** Does in each call what its first argument says, and tells the client what was called. */
    public record Scripted(String throwsIn) implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                private CoordinatorContext context;
                private int words;

                private void called(String what) {
                    context.sayToClient(what, new byte[0]);
                    if (what.equals(throwsIn)) {
                        throw new IllegalStateException("thrown in " + what);
                    }
                }

                @Override
                public void start(CoordinatorContext given) {
                    context = given;
                    called("start");
                }

                @Override
                public void splitRequested(int subtask, String host) {
                    called("split");
                    context.giveSplits(subtask, List.of(new byte[] {1}));
                    context.executeAfter(20, () -> context.noMoreSplits(subtask));
                }

                @Override
                public void said(int subtask, byte[] message) {
                    called("said");
                    words++;
                    context.tell(subtask, message);
                    context.execute(() -> called("executed"));
                    if (message.length == 0) {
                        context.fail(new IllegalStateException("asked to fail"));
                    }
                }

                /** Not before it has said two words. */
                @Override
                public Optional<byte[]> handOver() {
                    return words < 2 ? Optional.empty() : Optional.of(new byte[words]);
                }

                @Override
                public void attemptStarted(int subtask, int attempt) {
                    called("attempt");
                }

                @Override
                public void restarted() {
                    called("restarted");
                }

                @Override
                public void publish(List<Integer> attempts) {
                    called("publish");
                }

                @Override
                public void abort() {
                    called("abort");
                }

                @Override
                public void close() {
                    called("close");
                }
            };
        }
    }

    protected abstract CoordinatorHost host();

    /** What the host has said so far, in order. */
    protected abstract List<Fact> facts();

    /** Lets the host work until it has said something of the kind. */
    protected abstract void await(Predicate<Fact> said);

    private static JobGraph graph(String throwsIn) {
        return TestGraphs.sources(JobGraph.Mode.BATCH, Map.of(), Optional.of(new Scripted(throwsIn)), 1);
    }

    private void start(String throwsIn) {
        host().start(JOB, graph(throwsIn), false);
    }

    private void call(CoordinatorCall call) {
        host().call(JOB, call);
    }

    private List<String> called() {
        return facts().stream()
                .filter(CoordinatorHost.ClientTold.class::isInstance)
                .map(fact -> ((CoordinatorHost.ClientTold) fact).name())
                .toList();
    }

    private static Predicate<Fact> a(Class<? extends Fact> kind) {
        return kind::isInstance;
    }

    @Test
    void startsCallsAndPublishesInOrderAndClosesAtTheEnd() {
        start("");
        call(new CoordinatorCall.AttemptStarted(0, 0, 0));
        call(new CoordinatorCall.SplitRequested(0, 0, "h"));
        call(new CoordinatorCall.Said(0, 0, 0, new byte[1]));
        await(fact -> fact instanceof CoordinatorHost.SplitsGiven given && given.noMore());
        call(new CoordinatorCall.Publish(List.of(List.of(0)), List.of()));
        await(a(CoordinatorHost.Published.class));
        assertThat(called()).containsExactly("start", "attempt", "split", "said", "executed", "publish", "close");
        assertThat(facts()).hasAtLeastOneElementOfType(CoordinatorHost.Started.class);
        assertThat(facts()).hasAtLeastOneElementOfType(CoordinatorHost.Told.class);
        assertThat(facts().get(facts().size() - 1)).isInstanceOf(CoordinatorHost.Published.class);
    }

    @Test
    void answersARestartByItsNumberAndResetsOnlyTheVerticesThatItNames() {
        start("");
        call(new CoordinatorCall.Restart(4, Set.of(1)));
        await(fact -> fact instanceof CoordinatorHost.Restarted restarted && restarted.number() == 4);
        assertThat(called()).containsExactly("start");
        call(new CoordinatorCall.Restart(5, Set.of(0, 1)));
        await(fact -> fact instanceof CoordinatorHost.Restarted restarted && restarted.number() == 5);
        assertThat(called()).containsExactly("start", "restarted");
    }

    @Test
    void aStartThatThrowsIsToldAndNotUndone() {
        start("start");
        await(a(CoordinatorHost.Failed.class));
        call(new CoordinatorCall.Abort());
        await(a(CoordinatorHost.Aborted.class));
        assertThat(called()).containsExactly("start", "close");
        assertThat(facts().get(1)).isInstanceOfSatisfying(CoordinatorHost.Failed.class, failed -> {
            assertThat(failed.failure().message()).isEqualTo("thrown in start");
            assertThat(failed.failure().operator()).contains("source 0");
            assertThat(failed.failure().stackTrace()).contains("IllegalStateException");
        });
    }

    @Test
    void afterAFailureOnlyTheAbortIsCalled() {
        start("attempt");
        call(new CoordinatorCall.AttemptStarted(0, 0, 0));
        call(new CoordinatorCall.Said(0, 0, 0, new byte[1]));
        call(new CoordinatorCall.Publish(List.of(List.of(0)), List.of()));
        await(a(CoordinatorHost.Failed.class));
        call(new CoordinatorCall.Abort());
        await(a(CoordinatorHost.Aborted.class));
        assertThat(called()).containsExactly("start", "attempt", "abort", "close");
    }

    @Test
    void anAbortThatThrowsIsStillAnswered() {
        start("abort");
        call(new CoordinatorCall.Abort());
        await(a(CoordinatorHost.Aborted.class));
        assertThat(called()).containsExactly("start", "abort", "close");
    }

    @Test
    void aCoordinatorMayAskToFailTheJob() {
        start("");
        call(new CoordinatorCall.Said(0, 0, 0, new byte[0]));
        await(a(CoordinatorHost.Failed.class));
        assertThat(facts())
                .filteredOn(CoordinatorHost.Failed.class::isInstance)
                .extracting(fact -> ((CoordinatorHost.Failed) fact).failure().message())
                .containsExactly("asked to fail");
    }

    @Test
    void whoCannotBeHandedOverYetIsAskedAgainAfterTheNextWord() {
        start("");
        call(new CoordinatorCall.TellStandings());
        call(new CoordinatorCall.Said(0, 0, 0, new byte[1]));
        call(new CoordinatorCall.Said(0, 0, 0, new byte[1]));
        await(fact -> fact instanceof CoordinatorHost.Stands stands && stands.spoken() == 2);
        assertThat(facts())
                .filteredOn(CoordinatorHost.Stands.class::isInstance)
                .extracting(fact -> ((CoordinatorHost.Stands) fact)
                        .states()
                        .map(states -> states.get(0).state().length))
                .containsExactly(Optional.empty(), Optional.of(2));
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        start("");
        call(new CoordinatorCall.Abort());
        call(new CoordinatorCall.Restart(1, Set.of(0)));
        await(a(CoordinatorHost.Aborted.class));
        call(new CoordinatorCall.Restart(1, Set.of(0)));
        JobID other = new JobID(6, 7);
        host().start(other, graph(""), false);
        await(fact -> fact instanceof CoordinatorHost.Started && fact.job().equals(other));
        assertThat(facts()).noneMatch(a(CoordinatorHost.Restarted.class));
    }
}
