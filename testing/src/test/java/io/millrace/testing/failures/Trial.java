package io.millrace.testing.failures;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.state.CheckpointListener;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.SingleOutputStreamOperator;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a job that fails on purpose: how many checkpoints are complete, how many failures are still to come, and what the
 * job has committed. A failure comes when two checkpoints are complete since the last one, however long that takes: a held
 * source does not end before. Copies of it all mean the same trial. Thread-safe.
 */
final class Trial implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Map<Integer, Facts> ALL = new ConcurrentHashMap<>();

    private final int number = NUMBERS.incrementAndGet();

    /** @param failures how often {@link #disturb} shall throw */
    Trial(int failures) {
        ALL.put(number, new Facts(failures));
    }

    /** One whose sources do not end before {@link #release}; it never fails. */
    static Trial held() {
        Trial trial = new Trial(1);
        trial.facts().checkpoints = Integer.MAX_VALUE;
        return trial;
    }

    /** One that fails once, before any checkpoint is complete. */
    static Trial failingAtOnce() {
        Trial trial = new Trial(1);
        trial.facts().checkpoints = 0;
        return trial;
    }

    /** Lets the sources end. */
    void release() {
        facts().release();
    }

    /** Waits until so many checkpoints are complete since the last failure. */
    void awaitCheckpoints(int count) throws InterruptedException {
        facts().awaitCheckpoints(count);
    }

    private Facts facts() {
        return Objects.requireNonNull(ALL.get(number));
    }

    /** The numbers from one to another, both inclusive, that do not end before the failures have come. */
    DataStream<Long> sequence(StreamExecutionEnvironment env, long from, long to) {
        return hold(env, new NumberSequenceSource(from, to), Types.LONG, WatermarkStrategy.noWatermarks());
    }

    <T, S extends SourceSplit, E> DataStream<T> hold(
            StreamExecutionEnvironment env,
            Source<T, S, E> source,
            TypeInformation<T> type,
            WatermarkStrategy<T> watermarks) {
        return env.fromSource(new HeldSource<>(source, this), watermarks, "held", type);
    }

    /** For the source: whether all failures have come; throws the one that is due. */
    boolean mayEnd() {
        facts().fail();
        return failuresToCome() == 0;
    }

    /** Whether checkpoints must complete before the next failure: it is worth while to be slow. */
    boolean isHeld() {
        return facts().isHeld();
    }

    /** Done when something has changed, or at once if nothing is awaited. */
    CompletableFuture<Void> change() {
        return facts().change();
    }

    /** Waits a moment if the source is held. */
    void pause() throws InterruptedException {
        facts().pause();
    }

    /** Waits until all failures have come, and throws what is due. */
    void awaitEnd() throws InterruptedException {
        facts().awaitEnd();
    }

    /** Passes records on, and throws in one of them whenever enough checkpoints more are complete. */
    <T> SingleOutputStreamOperator<T> fail(DataStream<T> stream) {
        return stream.map(new Failing<T>(this)).returns(stream.getType()).name("failing");
    }

    int failuresToCome() {
        return facts().failuresToCome();
    }

    /** @return whether these records are the first under that name */
    boolean commit(String name, List<String> records) {
        return facts().committed.putIfAbsent(name, List.copyOf(records)) == null;
    }

    /** Adds a record to what is not committed yet. */
    void draft(String name, String record) {
        facts().drafts
                .computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>())
                .add(record);
    }

    /** Commits the draft of that name, as often as one likes. */
    void commitDraft(String name) {
        Collection<String> draft = facts().drafts.get(name);
        commit(name, draft == null ? List.of() : List.copyOf(draft));
    }

    List<String> committed() {
        return facts().committed.values().stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /** What all copies share. */
    private static final class Facts {
        private final Map<String, List<String>> committed = new ConcurrentHashMap<>();
        private final Map<String, Collection<String>> drafts = new ConcurrentHashMap<>();
        private final Set<Long> complete = new HashSet<>();
        private int failuresToCome;
        private int checkpoints = 2;
        private CompletableFuture<Void> change = new CompletableFuture<>();

        Facts(int failures) {
            failuresToCome = failures;
        }

        synchronized int failuresToCome() {
            return failuresToCome;
        }

        synchronized void complete(long checkpoint) {
            complete.add(checkpoint);
            changed();
        }

        private void changed() {
            notifyAll();
            CompletableFuture<Void> done = change;
            change = new CompletableFuture<>();
            done.completeAsync(() -> null);
        }

        synchronized void release() {
            failuresToCome = 0;
            changed();
        }

        synchronized void awaitCheckpoints(int count) throws InterruptedException {
            while (complete.size() < count) {
                wait();
            }
        }

        synchronized CompletableFuture<Void> change() {
            return isHeld() ? change : CompletableFuture.completedFuture(null);
        }

        synchronized void awaitEnd() throws InterruptedException {
            while (failuresToCome > 0) {
                fail();
                wait();
            }
        }

        synchronized boolean isDue() {
            return failuresToCome > 0 && complete.size() >= checkpoints;
        }

        synchronized boolean isHeld() {
            return failuresToCome > 0 && complete.size() < checkpoints;
        }

        @SuppressWarnings("WaitNotInLoop") // whoever wakes early asks again
        synchronized void pause() throws InterruptedException {
            if (isHeld()) {
                wait(1);
            }
        }

        synchronized void fail() {
            if (isDue()) {
                failuresToCome--;
                complete.clear();
                changed();
                throw new IllegalStateException("a failure on purpose");
            }
        }
    }

    private static final class Failing<T> extends RichMapFunction<T, T> implements CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final int RECORDS = 20;

        private final Trial trial;
        private transient int since;

        Failing(Trial trial) {
            this.trial = trial;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            trial.facts().complete(checkpointId);
        }

        @Override
        public T map(T value) {
            if (trial.facts().isDue() && ++since > RECORDS) {
                trial.facts().fail();
            }
            return value;
        }
    }
}
