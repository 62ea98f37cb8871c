package io.millrace.taskmanager.task;

import io.millrace.control.Steppable;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobInfoImpl;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.exchange.TaskCancelledError;
import io.millrace.taskmanager.exchange.TaskChannels;
import io.millrace.taskmanager.exchange.TaskOutputs;
import io.millrace.taskmanager.exchange.WakeUp;
import io.millrace.taskmanager.memory.AttemptSpillFiles;
import io.millrace.taskmanager.memory.OperatorPages;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt: runs the operators of its vertex, a bounded step at a time, on whatever thread its host gives it.
 *
 * <h2>A step, in this order</h2>
 * <ol>
 *   <li>The cancellation, if one was asked for.
 *   <li>Due timers and wake-ups become events; batches that waited too long are flushed.
 *   <li>While the outputs overflow, they are drained; no room: that was all.
 *   <li>The cascade of events goes on, piece by piece.
 *   <li>Messages of coordinators are delivered.
 *   <li>One batch of input is processed. If there is none, the outputs are flushed, and that was all.
 * </ol>
 * All methods are for the thread that steps it, except those that say otherwise. With a {@link
 * io.millrace.dataflow.contract.LoopingSource} at its head, the source's thread runs the chain too; its lock is held then,
 * and by the steps as well.
 */
public final class Task implements Steppable, WakeUp, TaskOutputs.Backpressure {
    private static final Logger LOG = LoggerFactory.getLogger(Task.class);

    /** One step handles about this many records, so that tasks of a slot take turns quickly. */
    private static final int STEP_RECORDS = 512;

    /** Rounds of drain, cascade and input in one step; events count little, so they are bounded apart. */
    private static final int STEP_ROUNDS = 32;

    /** Pieces of emissions in one round; a piece may be a whole user callback. */
    private static final int CASCADE_PIECES = 16;

    /** After this time a step begins no further round. */
    private static final long STEP_TIME_MS = 5;

    private enum Phase {
        /** Nothing was called yet. */
        DEPLOYED,
        /** All operators are open. */
        RUNNING,
        /** The outcome is known; awaits that the source's loop returns, then closes. */
        STOPPING,
        /** Everything was given back. */
        ENDED
    }

    private record Outcome(TaskState state, Optional<Failure> failure, Map<String, byte[]> accumulators) {}

    private sealed interface Command {
        record Splits(List<byte[]> splits, boolean noMore) implements Command {}

        record Told(int operator, byte[] message) implements Command {}
    }

    private final TaskPlan plan;
    private final TaskServices services;
    private final TaskHost host;
    private final TaskInfo info;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final TaskOutputs outputs;
    private final Chain chain;
    private final TaskChannels channels;
    private final WakeTimes wakeTimes;
    private final TaskAccumulators accumulators = new TaskAccumulators();
    private final AttemptSpillFiles spillFiles;
    private final List<OperatorPages> pages = new ArrayList<>();
    private final Configuration configuration;
    private final long bufferTimeoutMs;
    private final AtomicBoolean outcomeTold = new AtomicBoolean();
    private final boolean[] woken;
    private volatile boolean anyWoken;
    private volatile @Nullable String cancelReason;
    private volatile boolean stopping;
    private volatile boolean ownsThread;
    private volatile boolean released;
    private volatile @Nullable Thread blocked;
    private volatile @Nullable LoopingHead looping;
    private volatile @Nullable Outcome outcome;
    private volatile long flushAt = Long.MAX_VALUE;

    private Phase phase = Phase.DEPLOYED;
    private @Nullable Head head;
    private boolean splitAsked;
    private long now;

    public Task(TaskPlan plan, TaskServices services, TaskHost host) {
        this.plan = plan;
        this.services = services;
        this.host = host;
        Vertex vertex = plan.vertex();
        AttemptId attempt = plan.attempt();
        this.info = new TaskInfoImpl(
                vertex.name(), vertex.maxParallelism(), attempt.subtask(), vertex.parallelism(), attempt.attempt());
        this.configuration = Configuration.fromMap(plan.graph().configuration());
        this.bufferTimeoutMs = configuration
                .getOptional(ExecutionOptions.BUFFER_TIMEOUT)
                .map(Duration::toMillis)
                .orElse(services.settings().bufferTimeoutMs());
        this.outputs = new TaskOutputs(this, this);
        this.chain = new Chain(outputs);
        this.channels = new TaskChannels(
                attempt,
                plan.graph(),
                plan.placements(),
                plan.self(),
                services.hub(),
                plan.remote(),
                plan.userClassLoader());
        this.wakeTimes = new WakeTimes(vertex.chain().size());
        this.woken = new boolean[vertex.chain().size()];
        this.spillFiles = new AttemptSpillFiles(
                services.settings().tempDirectories(),
                attempt.vertex() + "-" + attempt.subtask() + "-" + attempt.attempt());
    }

    // ---- Known to any thread ----

    public AttemptId attempt() {
        return plan.attempt();
    }

    /** Whether the task was told to end and has not. */
    public boolean isStopping() {
        return !outcomeTold.get() && (stopping || cancelReason != null);
    }

    /** Whether its outcome was told. A task that was given up may still hold its thread. */
    public boolean hasEnded() {
        return outcomeTold.get();
    }

    /** Whether all was given back; it is not to be stepped any more. */
    public boolean isReleased() {
        return released;
    }

    /** Whether the thread that steps it runs no other task, so that it may be blocked. */
    public boolean ownsThread() {
        return ownsThread;
    }

    /** The host has given the task the thread that steps it. */
    public void takeThread() {
        ownsThread = true;
    }

    /** When to step again at the latest, in milliseconds since the epoch, if nobody signals before. */
    public long nextWakeMs() {
        return Math.min(wakeTimes.next(), flushAt);
    }

    /** Short, for the names of threads. */
    public String nameForThreads() {
        String name = info.getTaskNameWithSubtasks();
        return name.length() <= 60 ? name : name.substring(0, 40) + "..." + name.substring(name.length() - 17);
    }

    ClassLoader userClassLoader() {
        return plan.userClassLoader();
    }

    // ---- Called by any thread ----

    /** Something the task waits for may have come. */
    @Override
    public void wakeUp() {
        host.signal(this);
        Thread waiting = blocked;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** As {@link io.millrace.dataflow.contract.OperatorContext#wakeUp}. */
    void wakeUp(int operator) {
        synchronized (woken) {
            woken[operator] = true;
            anyWoken = true;
        }
        wakeUp();
    }

    /** Ends the task as soon as its operators let it; the first reason counts. */
    public void cancel(String reason) {
        if (cancelReason == null) {
            cancelReason = reason;
        }
        LoopingHead loop = looping;
        if (loop != null) {
            loop.stop();
        }
        wakeUp();
    }

    /** The task does not heed its cancellation: what else runs for it is interrupted. Its worker is the host's to interrupt. */
    public void interruptHelpers() {
        LoopingHead loop = looping;
        if (loop != null) {
            loop.stop();
        }
    }

    /**
     * Gives the task up: it counts as ended, whatever its thread still does, and nothing of it gets out any more.
     *
     * @param because what made it impossible to go on; null if it does not heed its cancellation
     */
    public void abandon(@Nullable Throwable because) {
        outputs.fence();
        Outcome reached = outcome;
        if (reached != null) {
            tellOutcome(reached);
        } else if (because == null) {
            tellOutcome(new Outcome(TaskState.CANCELED, Optional.empty(), Map.of()));
        } else {
            Failure failure =
                    Failures.of(because, null, null, plan.attempt().subtask(), info.getTaskNameWithSubtasks());
            tellOutcome(new Outcome(TaskState.FAILED, Optional.of(failure), Map.of()));
        }
    }

    public void giveSplits(List<byte[]> splits, boolean noMore) {
        commands.add(new Command.Splits(splits, noMore));
        wakeUp();
    }

    public void tell(int operator, byte[] message) {
        commands.add(new Command.Told(operator, message));
        wakeUp();
    }

    // ---- The step ----

    @Override
    public int step() {
        if (released) {
            return 0;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plan.userClassLoader());
        try {
            return phase == Phase.STOPPING ? stop() : guardedStep();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private int guardedStep() {
        try {
            if (cancelReason != null) {
                beginStop(new Outcome(TaskState.CANCELED, Optional.empty(), Map.of()));
                return 1;
            }
            if (phase == Phase.DEPLOYED) {
                open();
                return 1;
            }
            LoopingHead loop = looping;
            if (loop == null) {
                return run();
            }
            synchronized (loop.lock()) {
                return run();
            }
        } catch (Throwable t) {
            fail(t);
            return 1;
        }
    }

    private void open() throws Exception {
        ExecutionConfig config = plan.graph().executionConfig().deserializeValue(plan.userClassLoader());
        TaskAssembly assembly = new TaskAssembly(plan, chain, outputs, channels, config);
        assembly.build();
        head = assembly.head(this, host);
        if (head instanceof LoopingHead loop) {
            if (!ownsThread) {
                host.separate(this, "its source owns its loop");
            }
            looping = loop;
        }
        TaskContext.Shared shared = new TaskContext.Shared(
                new JobInfoImpl(plan.attempt().job(), plan.graph().name()),
                info,
                configuration,
                config,
                plan.userClassLoader(),
                spillFiles,
                accumulators,
                services.stateBackend(),
                services.clock());
        for (int i = chain.size() - 1; i >= 0; i--) {
            open(chain.stage(i), shared);
        }
        phase = Phase.RUNNING;
        LOG.debug("{} runs", plan.attempt());
        tellFact(new TaskRunner.Moved(plan.attempt(), TaskState.RUNNING, Optional.empty(), Map.of()));
    }

    private void open(Stage stage, TaskContext.Shared shared) {
        OperatorPages share = new OperatorPages(plan.pages(), stage.name(), plan.pagesPerOperator());
        pages.add(share);
        try {
            stage.open(new TaskContext(shared, this, stage.index(), stage.name(), share));
        } catch (Throwable t) {
            throw chain.failed(stage.index(), null, t);
        }
    }

    private int run() throws Exception {
        now = services.clock().millis();
        takeWakeUps();
        if (wakeTimes.next() <= now) {
            takeDueTimes();
        }
        if (flushAt <= now) {
            flush();
        }
        int done = 0;
        for (int round = 0; round < STEP_ROUNDS && done < STEP_RECORDS; round++) {
            if (done > 0 && services.clock().millis() - now > STEP_TIME_MS) {
                return done;
            }
            if (outputs.isOverflowing()) {
                done += outputs.drain();
                if (outputs.isOverflowing()) {
                    return done;
                }
            }
            if (chain.needsAttention()) {
                chain.cascade(CASCADE_PIECES);
                failIfOperatorFailed();
                done++;
            } else if (chain.hasEnded()) {
                finish();
                return done + 1;
            } else {
                int handled = advance();
                if (handled == 0) {
                    return done;
                }
                done += handled;
            }
        }
        return done;
    }

    /** Coordinators' messages, then input. */
    private int advance() throws Exception {
        int handled = deliverCommands();
        Head driver = head;
        if (driver != null) {
            handled += driver.advance();
        }
        failIfOperatorFailed();
        if (handled == 0 && looping == null) {
            flush();
        }
        return handled;
    }

    private void flush() {
        flushAt = Long.MAX_VALUE;
        outputs.flush();
    }

    private void takeWakeUps() {
        if (!anyWoken) {
            return;
        }
        boolean[] taken;
        synchronized (woken) {
            taken = woken.clone();
            java.util.Arrays.fill(woken, false);
            anyWoken = false;
        }
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] && i == 0 && head instanceof SourceHead source) {
                source.wake();
            } else if (taken[i]) {
                chain.stage(i).offerTime(now);
            }
        }
    }

    private void takeDueTimes() {
        for (int i = 0; i < chain.size(); i++) {
            if (wakeTimes.takeDue(i, now)) {
                chain.stage(i).offerTime(now);
                if (i == 0 && head instanceof SourceHead source) {
                    source.wake();
                }
            }
        }
    }

    private int deliverCommands() {
        int delivered = 0;
        for (Command command = commands.poll(); command != null; command = commands.poll()) {
            delivered++;
            if (command instanceof Command.Splits given) {
                splitAsked = false;
                deliver(given);
            } else if (command instanceof Command.Told told) {
                deliver(told);
            }
        }
        return delivered;
    }

    private void deliver(Command.Splits given) {
        if (head instanceof SourceHead source) {
            source.addSplits(given.splits(), given.noMore());
        } else {
            throw new IllegalStateException(
                    "task '" + info.getTaskNameWithSubtasks() + "' got splits, but its head takes none");
        }
    }

    private void deliver(Command.Told told) {
        Stage stage = chain.stage(told.operator());
        try {
            stage.operator().told(told.message());
        } catch (Throwable t) {
            throw chain.failed(stage.index(), null, t);
        }
        if (stage.index() == 0 && head instanceof SourceHead source) {
            source.wake();
        }
    }

    // User code may have caught what an operator behind it threw; a record is lost then all the same.
    private void failIfOperatorFailed() {
        OperatorFailure failure = chain.firstFailure();
        if (failure != null) {
            throw failure;
        }
    }

    // ---- What operators ask for ----

    void wakeAt(int operator, long time) {
        wakeTimes.set(operator, time);
        if (looping != null) {
            host.signal(this); // asked for by the source's thread; the worker must sleep shorter
        }
    }

    void requestSplit() {
        if (!splitAsked) {
            splitAsked = true;
            tellFact(new TaskRunner.SplitWanted(plan.attempt()));
        }
    }

    void tellCoordinator(int operator, byte[] message) {
        tellFact(new TaskRunner.OperatorSaid(plan.attempt(), operator, message));
    }

    // ---- Backpressure ----

    @Override
    public void overflowed(TaskOutputs full) {
        if (!ownsThread && full.overflowBytes() > services.settings().overflowBytesMax()) {
            host.separate(this, "it emitted more than fits in one call");
        }
        if (ownsThread) {
            awaitRoom(full);
        } else {
            chain.attend();
        }
    }

    @Override
    public void began() {
        if (flushAt == Long.MAX_VALUE) {
            if (looping != null) {
                flushAt = services.clock().millis() + services.settings().loopFlushDelayMs();
                host.signal(this); // the worker must sleep shorter
            } else {
                flushAt = now + bufferTimeoutMs;
            }
        }
    }

    /**
     * Holds the thread until the overflow is empty. The thread says that it waits before it looks again, and who makes room
     * looks for waiting threads after, so no wake-up is lost.
     */
    private void awaitRoom(TaskOutputs full) {
        boolean interrupted = false;
        try {
            while (true) {
                if (cancelReason != null || stopping) {
                    throw new TaskCancelledError();
                }
                blocked = Thread.currentThread();
                full.drain();
                if (!full.isOverflowing()) {
                    return;
                }
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // else the next park would return at once, and so on
            }
        } finally {
            blocked = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // ---- The end ----

    private void fail(Throwable thrown) {
        if (cancelReason != null || thrown instanceof TaskCancelledError) {
            beginStop(new Outcome(TaskState.CANCELED, Optional.empty(), Map.of()));
            return;
        }
        beginStop(new Outcome(TaskState.FAILED, Optional.of(failureOf(thrown)), Map.of()));
    }

    private Failure failureOf(Throwable thrown) {
        OperatorFailure first = chain.firstFailure();
        Throwable cause = first == null ? thrown : first;
        String operator = null;
        Object record = null;
        if (first != null) {
            operator = plan.vertex().chain().get(first.operator()).name();
            record = first.record();
        }
        return Failures.of(cause, operator, record, plan.attempt().subtask(), info.getTaskNameWithSubtasks());
    }

    private void beginStop(Outcome reached) {
        outcome = reached;
        phase = Phase.STOPPING;
        stopping = true;
        outputs.fence();
        LoopingHead loop = looping;
        if (loop != null && loop.isRunning()) {
            loop.stop();
        }
        Thread waiting = blocked;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    private int stop() {
        LoopingHead loop = looping;
        if (loop != null && loop.isRunning()) {
            return 0;
        }
        Outcome reached = outcome;
        if (reached == null) {
            throw new IllegalStateException("attempt " + plan.attempt() + " stops without an outcome");
        }
        closeOperators();
        conclude(reached);
        return 1;
    }

    private void finish() {
        Throwable closing = closeOperators();
        if (closing != null) {
            fail(closing);
            return;
        }
        try {
            conclude(new Outcome(TaskState.FINISHED, Optional.empty(), accumulators.serialized()));
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Closes from the first to the last, whatever happens; returns the first that was thrown. */
    private @Nullable Throwable closeOperators() {
        Thread.interrupted(); // a left-over of cancelling would break the I/O of close
        Throwable first = null;
        for (int i = 0; i < chain.size(); i++) {
            try {
                chain.stage(i).close();
            } catch (Throwable t) {
                if (first == null) {
                    first = chain.failed(i, null, t);
                } else {
                    noteIgnored("close() of '" + chain.stage(i).name() + "'", t);
                }
            }
        }
        return first;
    }

    private void conclude(Outcome reached) {
        phase = Phase.ENDED;
        pages.forEach(OperatorPages::takeBack);
        try {
            spillFiles.deleteAll();
        } catch (IOException e) {
            noteIgnored("deleting spill files", e);
        }
        outputs.release(services.hub());
        if (head != null) {
            head.release(services.hub());
        }
        channels.release();
        released = true;
        tellOutcome(reached);
    }

    private void tellOutcome(Outcome reached) {
        if (outcomeTold.compareAndSet(false, true)) {
            LOG.debug("{} ended as {}", plan.attempt(), reached.state());
            services.facts()
                    .accept(new TaskRunner.Moved(
                            plan.attempt(), reached.state(), reached.failure(), reached.accumulators()));
        }
    }

    private void tellFact(TaskRunner.Fact fact) {
        if (!outcomeTold.get()) {
            services.facts().accept(fact);
        }
    }

    void noteIgnored(String what, Throwable thrown) {
        LOG.warn(
                "{}: {} failed after the task had ended otherwise: {}",
                plan.attempt(),
                what,
                thrown.toString(),
                thrown);
    }
}
