package io.millrace.testing.failures;

import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.state.CheckpointListener;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.SingleOutputStreamOperator;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a job that fails on purpose: how many checkpoints are complete, how many failures are still to come, and what the
 * job has committed. Copies of it all mean the same trial. Thread-safe.
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

    private Facts facts() {
        return Objects.requireNonNull(ALL.get(number));
    }

    /** Slows the stream until failures are due, and then fails. */
    <T> SingleOutputStreamOperator<T> disturb(DataStream<T> stream) {
        return fail(slow(stream));
    }

    /** Passes records on, slowly while checkpoints must complete before the next failure; belongs close to a source. */
    <T> SingleOutputStreamOperator<T> slow(DataStream<T> stream) {
        return stream.map(new Slow<T>(this)).returns(stream.getType()).name("slow");
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
        facts().drafts.computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>()).add(record);
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
        private static final int CHECKPOINTS = 2;

        private final Map<String, List<String>> committed = new ConcurrentHashMap<>();
        private final Map<String, Collection<String>> drafts = new ConcurrentHashMap<>();
        private int failuresToCome;
        private final Set<Long> complete = new HashSet<>();

        Facts(int failures) {
            failuresToCome = failures;
        }

        synchronized int failuresToCome() {
            return failuresToCome;
        }

        synchronized void complete(long checkpoint) {
            complete.add(checkpoint);
            notifyAll();
        }

        synchronized boolean isDue() {
            return failuresToCome > 0 && complete.size() >= CHECKPOINTS;
        }

        /** Waits a little if no failure is due; not until one is, because barriers must pass. */
        synchronized void slow() throws InterruptedException {
            if (failuresToCome > 0 && complete.size() < CHECKPOINTS) {
                wait(1);
            }
        }

        synchronized void fail() {
            if (isDue()) {
                failuresToCome--;
                complete.clear();
                throw new IllegalStateException("a failure on purpose");
            }
        }
    }

    private static final class Slow<T> extends RichMapFunction<T, T> {
        private static final long serialVersionUID = 1L;

        private final Trial trial;

        Slow(Trial trial) {
            this.trial = trial;
        }

        @Override
        public T map(T value) throws Exception {
            trial.facts().slow();
            return value;
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
