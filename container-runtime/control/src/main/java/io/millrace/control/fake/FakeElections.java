package io.millrace.control.fake;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderWatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The elections of one application, without ZooKeeper. The first in the queue of contenders leads. Facts wait until {@link
 * #step} or {@link #settle}: until then the deposed do not know it and watchers see the past.
 */
public final class FakeElections {
    private final Deque<Runnable> facts = new ArrayDeque<>();
    private final List<Contender> queue = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private Epoch latest = Epoch.NONE;
    private Optional<LeaderWatch.LeaderIs> published = Optional.empty();
    private boolean ended;

    public Contender contender(Consumer<LeaderElection.Fact> listener) {
        return new Contender(listener);
    }

    public LeaderWatch watch(Consumer<LeaderWatch.LeaderIs> listener) {
        return new Watch(listener);
    }

    /** The highest epoch granted so far. */
    public Epoch latest() {
        return latest;
    }

    /** Whether anything of the elections is left. */
    public boolean isCleanedUp() {
        return ended;
    }

    // Buttons.

    /** Delivers the eldest fact; false if there is none. */
    public boolean step() {
        Runnable fact = facts.poll();
        if (fact != null) {
            fact.run();
        }
        return fact != null;
    }

    public void settle() {
        while (step()) {
            // One after the other.
        }
    }

    private void elect() {
        if (!queue.isEmpty()) {
            queue.get(0).lead();
        }
    }

    private void tellWatches() {
        watches.forEach(Watch::tell);
    }

    /** One contender. */
    public final class Contender implements LeaderElection {
        private final Consumer<Fact> listener;
        private final List<Runnable> suspendedPublications = new ArrayList<>();
        private Epoch epoch = Epoch.NONE;
        private boolean suspended;
        private boolean over;

        Contender(Consumer<Fact> listener) {
            this.listener = listener;
        }

        @Override
        public void contend() {
            queue.add(this);
            elect();
        }

        @Override
        public void publish(Epoch ofEpoch, LeaderAddress address) {
            if (suspended) {
                suspendedPublications.add(() -> publish(ofEpoch, address));
            } else if (over || !ofEpoch.equals(epoch) || !ofEpoch.equals(latest)) {
                tell(new PublishRefused(ofEpoch, "the latest epoch is " + latest.number()));
            } else {
                published = Optional.of(new LeaderWatch.LeaderIs(ofEpoch, address));
                tell(new Published(ofEpoch, address));
                tellWatches();
            }
        }

        @Override
        public void resign() {
            tell(new Left(""));
            out();
        }

        @Override
        public void endApplication() {
            if (epoch.equals(latest) && !over) {
                ended = true;
                published = Optional.empty();
            }
            tell(new Left(""));
            out();
        }

        // Buttons.

        /** The connection is gone for now. */
        public void suspend() {
            suspended = true;
            if (leads()) {
                tell(new Suspended(epoch));
            }
        }

        /** The connection is back. */
        public void resume() {
            suspended = false;
            if (leads()) {
                tell(new Resumed(epoch));
            }
            List<Runnable> waited = new ArrayList<>(suspendedPublications);
            suspendedPublications.clear();
            waited.forEach(Runnable::run);
        }

        /** The session has expired: the next leads, at once, whether or not this one has heard of it. */
        public void expire() {
            suspended = false;
            if (leads()) {
                tell(new Revoked(epoch, "the session has expired"));
            }
            out();
        }

        private boolean leads() {
            return !over && !queue.isEmpty() && queue.get(0) == this;
        }

        private void lead() {
            if (epoch.equals(Epoch.NONE)) {
                latest = new Epoch(latest.number() + 1);
                epoch = latest;
                tell(new Granted(epoch));
            }
        }

        private void out() {
            over = true;
            queue.remove(this);
            elect();
        }

        private void tell(Fact fact) {
            facts.add(() -> listener.accept(fact));
        }
    }

    private final class Watch implements LeaderWatch {
        private final Consumer<LeaderIs> listener;

        Watch(Consumer<LeaderIs> listener) {
            this.listener = listener;
        }

        @Override
        public void watch() {
            watches.add(this);
            tell();
        }

        @Override
        public void stop() {
            watches.remove(this);
        }

        private void tell() {
            published.ifPresent(leader -> facts.add(() -> listener.accept(leader)));
        }
    }
}
