package io.millrace.jobmanager.coordinator;

import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.graph.ChainedOperator;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.Failure;
import io.millrace.protocol.Standing;
import java.io.IOException;
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

    private enum Stage {
        MADE,
        STARTED,
        /** Its start threw: it holds nothing to abort. */
        REFUSED,
        CLOSED
    }

    private static final class Member {
        final Vertex vertex;
        final int place;
        final Coordinator coordinator;
        Stage stage = Stage.MADE;
        /** It has said or heard something, in this run of its tasks. */
        volatile boolean involved;

        Member(Vertex vertex, int place, Coordinator coordinator) {
            this.vertex = vertex;
            this.place = place;
            this.coordinator = coordinator;
        }

        String operator() {
            return vertex.chain().get(place).name();
        }

        String id() {
            return vertex.chain().get(place).id().hex();
        }
    }

    @FunctionalInterface
    private interface Call {
        void on(Member member) throws Exception;
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
    private final List<Member> members = new ArrayList<>();
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

    /** Makes all coordinators, then starts them in the order of the graph. */
    public void start() {
        for (Vertex vertex : graph.vertices()) {
            for (int place = 0; place < vertex.chain().size() && !failed; place++) {
                make(vertex, place);
            }
        }
        for (Member member : members) {
            if (!failed) {
                member.stage = Stage.REFUSED;
                attempt(member, () -> {
                    member.coordinator.start(new Context(member));
                    member.stage = Stage.STARTED;
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
                members.add(new Member(
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
        words.heardBefore(from.vertex(), from.heard());
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
            facts.accept(new CoordinatorHost.Stands(job, vertex, spoken, words.heard(vertex), states(vertex)));
        }
    }

    private Optional<List<CoordinatorState>> states(int vertex) {
        if (!words.isWorthTrying(vertex)) {
            return Optional.empty();
        }
        List<CoordinatorState> states = new ArrayList<>();
        long bytes = 0;
        for (Member member : members) {
            if (member.vertex.index() == vertex && member.involved) {
                Optional<byte[]> state = handOver(member);
                bytes += state.map(some -> some.length).orElse(HANDED_OVER_BYTES_MAX + 1);
                states.add(new CoordinatorState(member.id(), state.orElse(new byte[0])));
            }
        }
        if (bytes > HANDED_OVER_BYTES_MAX) {
            words.tooLarge(vertex);
            return Optional.empty();
        }
        return Optional.of(states);
    }

    private Optional<byte[]> handOver(Member member) {
        try {
            return member.coordinator.handOver();
        } catch (Exception | LinkageError e) {
            LOG.warn("job {}: the coordinator of operator '{}' cannot be handed over", job, member.operator(), e);
            return Optional.empty();
        }
    }

    private void restart(CoordinatorCall.Restart again) {
        words.restart(again.vertices());
        for (Member member : members) {
            if (!failed && again.vertices().contains(member.vertex.index())) {
                member.involved = false;
                attempt(member, () -> restart(member, again));
            }
        }
        if (!failed) {
            facts.accept(new CoordinatorHost.Restarted(job, again.number()));
        }
    }

    private static void restart(Member member, CoordinatorCall.Restart again) throws Exception {
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
        for (Member member : members) {
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

    private void publish(CoordinatorCall.Publish publish) {
        AccumulatorMerge merge = new AccumulatorMerge(loader);
        try {
            publish.accumulators().forEach(merge::add);
        } catch (RuntimeException | LinkageError e) {
            fail("merging accumulators", e);
        }
        for (Member member : members) {
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
        for (Member member : members) {
            if (member.stage == Stage.STARTED) {
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
        for (Member member : members) {
            if (member.stage != Stage.CLOSED) {
                member.stage = Stage.CLOSED;
                try {
                    member.coordinator.close();
                } catch (Exception | LinkageError e) {
                    LOG.warn("job {}: the coordinator of operator '{}' did not close", job, member.operator(), e);
                }
            }
        }
    }

    private void each(int vertex, Call call) {
        for (Member member : members) {
            if (member.vertex.index() == vertex && !failed) {
                attempt(member, () -> call.on(member));
            }
        }
    }

    private void at(int vertex, int place, Call call) {
        for (Member member : members) {
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

    private void attempt(Member member, UserCode code) {
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

    private final class Context implements CoordinatorContext {
        private final Member member;

        Context(Member member) {
            this.member = member;
        }

        @Override
        public JobID job() {
            return job;
        }

        @Override
        public String operatorName() {
            return member.operator();
        }

        @Override
        public int parallelism() {
            return member.vertex.parallelism();
        }

        @Override
        public ReadableConfig configuration() {
            return configuration;
        }

        @Override
        public ClassLoader userClassLoader() {
            return loader;
        }

        @Override
        public Path checkpointDirectory() throws IOException {
            return files.directory(job, configuration);
        }

        @Override
        public FileSystem fileSystem(Path path) throws IOException {
            return files.of(path);
        }

        @Override
        public void progressed() {
            facts.accept(new CoordinatorHost.Progressed(job));
        }

        @Override
        public long processingTime() {
            return order.now();
        }

        @Override
        public void giveSplits(int subtask, List<byte[]> splits) {
            check(subtask);
            say(new CoordinatorHost.SplitsGiven(job, member.vertex.index(), subtask, splits, false));
        }

        @Override
        public void noMoreSplits(int subtask) {
            check(subtask);
            say(new CoordinatorHost.SplitsGiven(job, member.vertex.index(), subtask, List.of(), true));
        }

        @Override
        public void tell(int subtask, byte[] message) {
            check(subtask);
            say(new CoordinatorHost.Told(job, member.vertex.index(), member.place, subtask, message));
        }

        @Override
        public void sayToClient(String name, byte[] payload) {
            facts.accept(new CoordinatorHost.ClientTold(job, name, payload));
        }

        @Override
        public void execute(Runnable action) {
            order.execute(() -> runIfAlive(action));
        }

        @Override
        public void executeAfter(long delayMs, Runnable action) {
            order.executeAfter(delayMs, () -> runIfAlive(action));
        }

        @Override
        public void fail(Throwable cause) {
            order.execute(() -> JobCoordinators.this.fail(member.operator(), cause));
        }

        private void runIfAlive(Runnable action) {
            if (!failed && !ended) {
                attempt(member, action::run);
                tellStandings();
            }
        }

        /** What a thread of its own says is followed by how it stands, too. */
        private void say(CoordinatorHost.Fact word) {
            member.involved = true;
            if (words.say(member.vertex.index(), word)) {
                order.execute(JobCoordinators.this::tellStandings);
            }
        }

        private void check(int subtask) {
            if (subtask < 0 || subtask >= member.vertex.parallelism()) {
                throw new IllegalArgumentException("operator '" + member.operator() + "': expected a subtask of 0 to "
                        + (member.vertex.parallelism() - 1) + ", found " + subtask);
            }
        }
    }
}
