package io.millrace.jobmanager.coordinator;

import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.Failure;
import io.millrace.protocol.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinators of one job: makes, starts, calls and closes them, and turns what they say into facts.
 *
 * <p>Its methods are called by its host, one at a time, in the host's order for the job. The contexts it hands out may be
 * used by any thread.
 */
public final class JobCoordinators {
    /** The host's order of calls for this job. Any thread may call it. */
    public interface Order {
        void execute(Runnable action);

        void executeAfter(long delayMs, Runnable action);

        /** Milliseconds since the epoch. */
        long now();
    }

    /** With each word to a task goes the state behind it: no more than that, for all coordinators of a vertex. */
    private static final int HANDED_OVER_BYTES_MAX = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(JobCoordinators.class);

    @FunctionalInterface
    private interface Call {
        void on(CoordinatorMember member) throws Exception;
    }

    // What it was told.
    private final JobID job;
    private final JobGraph graph;
    private final ClassLoader loader;
    private final JobFiles files;
    private final Order order;
    private final Consumer<CoordinatorHost.Fact> facts;
    private final ReadableConfig configuration;

    // What it knows.
    private final List<CoordinatorMember> members = new ArrayList<>();
    private final VertexWords words;
    private boolean tellsStandings;
    private boolean failed;
    private boolean ended;

    public JobCoordinators(
            JobID job,
            JobGraph graph,
            ClassLoader loader,
            JobFiles files,
            Order order,
            Consumer<CoordinatorHost.Fact> facts) {
        this.job = job;
        this.graph = graph;
        this.loader = loader;
        this.files = files;
        this.order = order;
        this.facts = facts;
        this.words = new VertexWords(facts);
        this.configuration = Configuration.fromMap(graph.configuration());
    }

    /** True after publication or abort: nothing of the job is left here. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Makes all coordinators, then starts them in the order of the graph.
     *
     * @param toEnd whether nothing of the job runs any more
     */
    public void start(boolean toEnd) {
        for (Vertex vertex : graph.vertices()) {
            for (int place = 0; place < vertex.chain().size() && !failed; place++) {
                make(vertex, place);
            }
        }
        for (CoordinatorMember member : members) {
            if (!failed) {
                member.stage = CoordinatorMember.Stage.REFUSED;
                attempt(member, () -> {
                    CoordinatorContext context =
                            new MemberContext(job, member, configuration, loader, files, new Voice());
                    if (toEnd) {
                        member.coordinator.startToEnd(context);
                    } else {
                        member.coordinator.start(context);
                    }
                    member.stage = CoordinatorMember.Stage.STARTED;
                });
            }
        }
        if (!failed) {
            facts.accept(new CoordinatorHost.Started(job));
        }
    }

    private void make(Vertex vertex, int place) {
        ChainedOperator operator = vertex.chain().get(place);
        operator.coordinator().ifPresent(factory -> {
            try {
                members.add(new CoordinatorMember(
                        vertex, place, factory.deserializeValue(loader).create()));
            } catch (Exception | LinkageError e) {
                fail(operator.name(), e);
            }
        });
    }

    public void call(CoordinatorCall call) {
        if (!ended) {
            answer(call);
            tellStandings();
        }
    }

    private void answer(CoordinatorCall call) {
        if (call instanceof CoordinatorCall.Abort) {
            abort();
        } else if (failed) {
            LOG.debug("job {}: {} is left out after a failure", job, call);
        } else if (call instanceof CoordinatorCall.AttemptStarted started) {
            each(started.vertex(), member -> member.coordinator.attemptStarted(started.subtask(), started.attempt()));
        } else if (call instanceof CoordinatorCall.SplitRequested wish) {
            at(wish.vertex(), 0, member -> member.coordinator.splitRequested(wish.subtask(), wish.host()));
        } else if (call instanceof CoordinatorCall.Said said) {
            words.hear(said.vertex());
            at(said.vertex(), said.operator(), member -> {
                member.involved = true;
                member.coordinator.said(said.subtask(), said.message());
            });
        } else if (call instanceof CoordinatorCall.Restart again) {
            restart(again);
        } else if (call instanceof CoordinatorCall.TellStandings) {
            tellsStandings = true;
        } else if (call instanceof CoordinatorCall.Finish finish) {
            finish(finish);
        } else if (call instanceof CoordinatorCall.TakeOverFinished over) {
            takeOverFinished(over);
        } else if (call instanceof CoordinatorCall.TakeOver over) {
            takeOver(over.standing());
        } else if (call instanceof CoordinatorCall.Snapshot checkpoint) {
            snapshot(checkpoint.checkpoint());
        } else if (call instanceof CoordinatorCall.CheckpointCompleted completed) {
            members.stream()
                    .filter(member -> !failed)
                    .forEach(member ->
                            attempt(member, () -> member.coordinator.checkpointCompleted(completed.checkpoint())));
        } else if (call instanceof CoordinatorCall.Publish publish) {
            publish(publish);
        }
    }

    private void takeOver(Standing from) {
        words.heardBefore(from.vertex(), Math.max(from.heard(), 0));
        for (CoordinatorState state : from.states()) {
            members.stream()
                    .filter(member -> !failed && member.id().equals(state.operator()))
                    .forEach(member -> {
                        member.involved = true;
                        attempt(member, () -> member.coordinator.takeOver(state.state()));
                    });
        }
    }

    /** After all that was said, before anything else is answered: how those stand that said it. */
    private void tellStandings() {
        if (!tellsStandings || failed || ended) {
            return;
        }
        for (int vertex : words.takeNewly()) {
            long spoken = words.spoken(vertex);
            facts.accept(new CoordinatorHost.Stands(job, vertex, spoken, heard(vertex), states(vertex)));
        }
    }

    private long heard(int vertex) {
        boolean bears = members.stream()
                .filter(member -> member.vertex.index() == vertex && member.involved)
                .allMatch(member -> member.coordinator.bearsLostWords());
        return bears ? Standing.ANY : words.heard(vertex);
    }

    private Optional<List<CoordinatorState>> states(int vertex) {
        if (!words.isWorthTrying(vertex)) {
            return Optional.empty();
        }
        List<CoordinatorState> states = new ArrayList<>();
        long bytes = 0;
        for (CoordinatorMember member : members) {
            if (member.vertex.index() == vertex && member.involved) {
                Optional<byte[]> state = handOver(member);
                if (state.isEmpty()) {
                    return Optional.empty(); // After the next word it may be another matter.
                }
                bytes += state.get().length;
                states.add(new CoordinatorState(member.id(), state.get()));
            }
        }
        if (bytes > HANDED_OVER_BYTES_MAX) {
            words.tooLarge(vertex);
            return Optional.empty();
        }
        return Optional.of(states);
    }

    private Optional<byte[]> handOver(CoordinatorMember member) {
        try {
            return member.coordinator.handOver();
        } catch (Exception | LinkageError e) {
            LOG.warn("job {}: the coordinator of operator '{}' cannot be handed over", job, member.operator(), e);
            return Optional.empty();
        }
    }

    private void restart(CoordinatorCall.Restart again) {
        words.restart(again.vertices());
        for (CoordinatorMember member : members) {
            if (!failed && again.vertices().contains(member.vertex.index())) {
                member.involved = false;
                attempt(member, () -> restart(member, again));
            }
        }
        if (!failed) {
            facts.accept(new CoordinatorHost.Restarted(job, again.number()));
        }
    }

    private static void restart(CoordinatorMember member, CoordinatorCall.Restart again) throws Exception {
        Optional<CoordinatorState> state = again.restore().stream()
                .flatMap(List::stream)
                .filter(one -> one.operator().equals(member.id()))
                .findFirst();
        if (state.isPresent()) {
            member.coordinator.restore(state.get().state());
        } else {
            member.coordinator.restarted();
        }
    }

    private void snapshot(long checkpoint) {
        List<CoordinatorState> states = new ArrayList<>();
        for (CoordinatorMember member : members) {
            if (!failed) {
                attempt(
                        member,
                        () -> states.add(new CoordinatorState(member.id(), member.coordinator.snapshot(checkpoint))));
            }
        }
        if (!failed) {
            facts.accept(new CoordinatorHost.Snapshotted(job, checkpoint, states));
        }
    }

    private void finish(CoordinatorCall.Finish over) {
        AccumulatorMerge merge = new AccumulatorMerge(loader);
        try {
            over.accumulators().forEach(merge::add);
        } catch (RuntimeException | LinkageError e) {
            fail("merging accumulators", e);
        }
        List<CoordinatorState> states = new ArrayList<>();
        for (CoordinatorMember member : members) {
            if (!failed && over.vertices().contains(member.vertex.index())) {
                attempt(member, () -> {
                    byte[] state = member.coordinator.finished();
                    if (state.length > 0) {
                        states.add(new CoordinatorState(member.id(), state));
                    }
                });
            }
        }
        if (!failed) {
            facts.accept(new CoordinatorHost.Concluded(job, over.region(), over.attempt(), merge.result(), states));
        }
    }

    private void takeOverFinished(CoordinatorCall.TakeOverFinished over) {
        for (CoordinatorState state : over.states()) {
            members.stream()
                    .filter(member -> !failed && member.id().equals(state.operator()))
                    .forEach(member -> attempt(member, () -> member.coordinator.takeOverFinished(state.state())));
        }
    }

    private void publish(CoordinatorCall.Publish publish) {
        AccumulatorMerge merge = new AccumulatorMerge(loader);
        try {
            publish.accumulators().forEach(merge::add);
        } catch (RuntimeException | LinkageError e) {
            fail("merging accumulators", e);
        }
        for (CoordinatorMember member : members) {
            if (!failed) {
                attempt(
                        member,
                        () -> member.coordinator.publish(publish.attempts().get(member.vertex.index())));
            }
        }
        if (!failed) {
            closeAll();
            facts.accept(new CoordinatorHost.Published(job, merge.result()));
        }
    }

    private void abort() {
        for (CoordinatorMember member : members) {
            if (member.stage == CoordinatorMember.Stage.STARTED) {
                try {
                    member.coordinator.abort();
                } catch (Exception | LinkageError e) {
                    LOG.warn("job {}: operator '{}' could not undo its output", job, member.operator(), e);
                }
            }
        }
        closeAll();
        facts.accept(new CoordinatorHost.Aborted(job));
    }

    /** Gives back what the coordinators hold; also what a host does with jobs that are left when it closes. */
    public void closeAll() {
        ended = true;
        for (CoordinatorMember member : members) {
            if (member.stage != CoordinatorMember.Stage.CLOSED) {
                member.stage = CoordinatorMember.Stage.CLOSED;
                try {
                    member.coordinator.close();
                } catch (Exception | LinkageError e) {
                    LOG.warn("job {}: the coordinator of operator '{}' did not close", job, member.operator(), e);
                }
            }
        }
    }

    private void each(int vertex, Call call) {
        for (CoordinatorMember member : members) {
            if (member.vertex.index() == vertex && !failed) {
                attempt(member, () -> call.on(member));
            }
        }
    }

    private void at(int vertex, int place, Call call) {
        for (CoordinatorMember member : members) {
            if (member.vertex.index() == vertex && member.place == place) {
                attempt(member, () -> call.on(member));
                return;
            }
        }
        Vertex there = graph.vertex(vertex);
        fail(
                there.chain().get(place).name(),
                new IllegalStateException("the operator wants a split or says something, but it has no coordinator"));
    }

    /** User code. */
    @FunctionalInterface
    private interface UserCode {
        void run() throws Exception;
    }

    private void attempt(CoordinatorMember member, UserCode code) {
        try {
            code.run();
        } catch (Throwable e) {
            // User code may throw anything; whatever it is, it must end this job and nothing else.
            fail(member.operator(), e);
        }
    }

    private void fail(String where, Throwable cause) {
        if (!failed && !ended) {
            failed = true;
            facts.accept(new CoordinatorHost.Failed(job, failure(where, cause)));
        }
    }

    private static Failure failure(String where, Throwable cause) {
        String said = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        return new Failure(
                Failure.Owner.USER,
                Optional.of(where),
                -1,
                said,
                ExceptionUtils.stringifyException(cause),
                Optional.empty());
    }

    /** What user code says and wants, by its context. */
    private final class Voice implements MemberContext.Ways {
        @Override
        public void say(CoordinatorMember member, CoordinatorHost.Fact word) {
            member.involved = true;
            if (words.say(member.vertex.index(), word)) {
                order.execute(JobCoordinators.this::tellStandings);
            }
        }

        @Override
        public void tell(CoordinatorHost.Fact fact) {
            facts.accept(fact);
        }

        @Override
        public void execute(CoordinatorMember member, long delayMs, Runnable action) {
            Runnable guarded = () -> {
                if (!failed && !ended) {
                    attempt(member, action::run);
                    tellStandings();
                }
            };
            if (delayMs == 0) {
                order.execute(guarded);
            } else {
                order.executeAfter(delayMs, guarded);
            }
        }

        @Override
        public long now() {
            return order.now();
        }

        @Override
        public void fail(CoordinatorMember member, Throwable cause) {
            order.execute(() -> JobCoordinators.this.fail(member.operator(), cause));
        }
    }
}
