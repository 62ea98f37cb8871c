package io.millrace.taskmanager.task;

import io.millrace.control.Steppable;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Failure;
import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.checkpoint.TaskRestore;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.TaskCancelledError;
import io.millrace.taskmanager.exchange.TaskOutputs;
import io.millrace.taskmanager.exchange.WakeUp;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 *   <li>A batch of input is processed, or what of it takes some milliseconds. If there is none, the outputs are flushed, and that was all.
 * </ol>
 * All methods are for the thread that steps it, except those that say otherwise. With a {@link
 * io.millrace.dataflow.contract.LoopingSource} at its head, the source's thread runs the chain too; its lock is held then,
 * and by the steps as well.
 */
public final class Task implements Steppable, WakeUp {
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
        /** The outcome is known; awaits that the source's loop returns, closes, awaits the ends of I/O. */
        STOPPING,
        /** Everything was given back. */
        ENDED
    }

    private final TaskPlan plan;
    private final TaskServices services;
    private final TaskHost host;
    private final TaskInfo info;
    private final Mailbox mailbox;
    private final TaskReports reports;
    private final TaskOutputs outputs;
    private final Chain chain;
    private final WakeTimes wakeTimes;
    private final TaskResources resources;
    private final TaskCheckpoints checkpoints;
    private final TaskRestoring restoring;
    private final OutputFlow flow;
    private final TaskMeter meter;
    private volatile @Nullable String cancelReason;
    private volatile boolean stopping;
    private volatile boolean closing;
    private volatile boolean ownsThread;
    private volatile boolean released;
    private volatile @Nullable LoopingHead looping;
    private volatile @Nullable Outcome outcome;

    private Phase phase = Phase.DEPLOYED;
    private @Nullable Head head;
    private @Nullable Delivery delivery;
    private long now;

    public Task(TaskPlan plan, TaskServices services, TaskHost host) {
        this.plan = plan;
        this.services = services;
        this.host = host;
        Vertex vertex = plan.vertex();
        AttemptId attempt = plan.attempt();
        this.info = new TaskInfoImpl(
                vertex.name(), vertex.maxParallelism(), attempt.subtask(), vertex.parallelism(), attempt.attempt());
        Configuration configuration = Configuration.fromMap(plan.graph().configuration());
        FlushTime flushTime = FlushTime.of(vertex, configuration, services.settings());
        TaskTimes times = new TaskTimes();
        this.flow = new OutputFlow(this, host, services, flushTime, times);
        this.outputs = new TaskOutputs(this, flow, flushTime.eachAlone());
        this.chain = new Chain(outputs);
        this.resources = new TaskResources(plan, services, info, configuration, this::wakeUp);
        this.meter = new TaskMeter(attempt, outputs, times, resources::operatorMeasures);
        this.wakeTimes = new WakeTimes(vertex.chain().size());
        this.mailbox = new Mailbox(vertex.chain().size());
        this.reports = new TaskReports(attempt, services.facts());
        this.checkpoints = new TaskCheckpoints(plan, services, configuration, chain, outputs, reports);
        this.restoring = new TaskRestoring(plan, services.checkpoints(), this::wakeUp);
    }

    // ---- Known to any thread ----

    public AttemptId attempt() {
        return plan.attempt();
    }

    /** Told to end, and has not. */
    public boolean isStopping() {
        return !reports.isOver() && (stopping || cancelReason != null);
    }

    /** Whether its operators are being closed. */
    public boolean isClosing() {
        return closing;
    }

    /** Whether its outcome was told. A task that was given up may still hold its thread. */
    public boolean hasEnded() {
        return reports.isOver();
    }

    /** Whether all was given back; it is not to be stepped any more. */
    public boolean isReleased() {
        return released;
    }

    /** Whether all was given back when it had come to its end by itself. */
    public boolean hasFinished() {
        return released && outcome == null;
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
        return Math.min(wakeTimes.next(), flow.flushAtMs());
    }

    /** Short, for the names of threads. */
    public String nameForThreads() {
        String name = info.getTaskNameWithSubtasks();
        return name.length() <= 60 ? name : name.substring(0, 40) + "..." + name.substring(name.length() - 17);
    }

    public TaskMeter meter() {
        return meter;
    }

    ClassLoader userClassLoader() {
        return plan.userClassLoader();
    }

    // ---- Called by any thread ----

    /** Something the task waits for may have come. */
    @Override
    public void wakeUp() {
        host.signal(this);
        flow.wake();
    }

    /** As {@link io.millrace.dataflow.contract.OperatorContext#wakeUp}. */
    void wakeUp(int operator) {
        mailbox.wake(operator);
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
            loop.interrupt();
        }
    }

    /**
     * Gives the task up: it counts as ended, whatever its thread still does, and nothing of it gets out any more.
     *
     * @param because what made it impossible to go on; null if it does not heed its cancellation
     */
    public void abandon(@Nullable Throwable because) {
        outputs.fence();
        Outcome given = because == null ? Outcome.canceled() : Outcome.failed(failureOf(because, null));
        services.checkpoints().ended(plan.attempt(), false);
        reports.ended(outcome == null ? given : outcome);
    }

    public void giveSplits(List<byte[]> splits, boolean noMore) {
        mailbox.put(new Mailbox.Splits(splits, noMore));
        wakeUp();
    }

    /** As {@link io.millrace.taskmanager.control.TaskRunner#triggerCheckpoint}. */
    public void triggerCheckpoint(long checkpoint, long timestamp) {
        mailbox.put(new Mailbox.Trigger(new Element.Barrier(checkpoint, timestamp)));
        wakeUp();
    }

    public void checkpointCompleted(long checkpoint) {
        mailbox.put(new Mailbox.Completed(checkpoint));
        wakeUp();
    }

    public void checkpointAborted(long checkpoint) {
        mailbox.put(new Mailbox.GivenUp(checkpoint));
        wakeUp();
    }

    public void tell(int operator, byte[] message) {
        mailbox.put(new Mailbox.Told(operator, message));
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
                beginStop(Outcome.canceled());
                return 1;
            }
            if (phase == Phase.DEPLOYED) {
                TaskRestore restored = restoring.result();
                if (restored == null) {
                    return 0;
                }
                open(restored);
                return 1;
            }
            LoopingHead loop = looping;
            return loop == null ? run() : loop.locked(this::run);
        } catch (Throwable t) {
            fail(t);
            return 1;
        }
    }

    private void open(TaskRestore restored) throws Exception {
        ExecutionConfig config = plan.graph().executionConfig().deserializeValue(plan.userClassLoader());
        TaskAssembly assembly =
                new TaskAssembly(plan, chain, outputs, resources.channels(), config, checkpoints.alignment());
        assembly.build();
        Head driver = assembly.head(this, host, services.clock());
        head = driver;
        if (driver instanceof LoopingHead loop) {
            if (!ownsThread) {
                host.separate(this, "its source owns its loop");
            }
            looping = loop;
        }
        delivery = new Delivery(
                chain, mailbox, wakeTimes, driver instanceof SourceHead source ? source : null, checkpoints);
        resources.open(chain, this, config, restored);
        if (restored.ended()) {
            driver.beginAtEnd();
        }
        phase = Phase.RUNNING;
        reports.runs();
    }

    private int run() throws Exception {
        Delivery current = delivery;
        Head driver = head;
        if (current == null || driver == null) {
            throw new IllegalStateException("attempt " + plan.attempt() + " runs before it was opened");
        }
        now = services.clock().millis();
        current.wake(now);
        if (flow.isFlushDue(now)) {
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
                    return done + driver.advanceWhileFull();
                }
            }
            if (chain.needsAttention()) {
                chain.cascade(CASCADE_PIECES);
                failIfOperatorFailed();
                done++;
            } else if (chain.hasEnded() && checkpoints.mayFinish()) {
                finish();
                return done + 1;
            } else {
                int handled = advance(current, driver);
                if (handled == 0) {
                    return done;
                }
                done += handled;
            }
        }
        return done;
    }

    /** Letters, then a checkpoint that is due, then input. */
    private int advance(Delivery current, Head driver) throws Exception {
        int handled = current.letters() + checkpoints.takeIfDue();
        if (chain.hasEnded()) {
            wakeTimes.clear(); // it only waits for a checkpoint now
        } else if (!checkpoints.isDue()) {
            handled += driver.advance();
        }
        handled += checkpoints.isDue() || checkpoints.hasReleased() ? 1 : 0;
        failIfOperatorFailed();
        if (handled == 0 && looping == null) {
            flush();
        }
        return handled;
    }

    private void flush() {
        flow.flushed();
        outputs.flush();
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
        if (delivery != null && delivery.wishSplit()) {
            reports.wantsSplit();
        }
    }

    void tellCoordinator(int operator, byte[] message) {
        reports.says(operator, message);
    }

    // ---- What its outputs ask for ----

    boolean loops() {
        return looping != null;
    }

    /** Whether whoever emits may be held until the outputs have room. */
    boolean mayWaitForRoom() {
        return ownsThread && (head == null || head.mayWaitForRoom());
    }

    /** Processing time at the beginning of the step. */
    long stepTimeMs() {
        return now;
    }

    boolean mustStop() {
        return cancelReason != null || stopping;
    }

    /** The outputs are full: the step is to end soon. */
    void attend() {
        chain.attend();
    }

    // ---- The end ----

    private void fail(Throwable thrown) {
        boolean canceled = cancelReason != null || thrown instanceof TaskCancelledError;
        beginStop(canceled ? Outcome.canceled() : Outcome.failed(failureOf(thrown, chain.firstFailure())));
    }

    private Failure failureOf(Throwable thrown, @Nullable OperatorFailure first) {
        return Failures.of(thrown, first, plan, info.getTaskNameWithSubtasks());
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
        flow.wake();
    }

    private int stop() {
        LoopingHead loop = looping;
        if (loop != null && loop.isRunning()) {
            return 0;
        }
        if (!closing) {
            closeOperators();
        }
        if (resources.isBusy()) {
            return 0; // it would write behind the back of those who hear that it has ended
        }
        conclude(Objects.requireNonNull(outcome, "a task stops with an outcome"));
        return 1;
    }

    private void finish() {
        OperatorFailure failure = closeOperators();
        if (failure != null) {
            fail(failure);
            return;
        }
        try {
            conclude(Outcome.finished(resources.accumulators()));
        } catch (IOException e) {
            fail(e);
        }
    }

    private @Nullable OperatorFailure closeOperators() {
        closing = true;
        return chain.close(reports);
    }

    private void conclude(Outcome reached) {
        phase = Phase.ENDED;
        // Of a task that was given up nothing is kept, even if it came to its end.
        resources.giveBack(reports, reached.state() == TaskState.FINISHED && !reports.isOver());
        if (head != null) {
            head.release(services.hub());
        }
        released = true;
        services.checkpoints().ended(plan.attempt(), reached.state() == TaskState.FINISHED);
        reports.ended(reached);
    }

    void noteIgnored(String what, Throwable thrown) {
        reports.ignored(what, thrown);
    }
}
