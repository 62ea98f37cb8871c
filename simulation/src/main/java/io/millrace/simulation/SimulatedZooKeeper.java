package io.millrace.simulation;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What the contenders of a world see of ZooKeeper: a line of ephemeral places, the version of a znode for an epoch, and the
 * address that the leader of the latest epoch has published. Sessions end when nothing was heard of them for too long, which
 * their owners learn late; whoever watches is told late.
 */
final class SimulatedZooKeeper {
    static final String NODE = "zookeeper";

    /** A session ends after so much silence. */
    static final int SESSION_MS = 10_000;

    private static final int PING_MS = SESSION_MS / 5;
    private static final int ANSWER_MS_MAX = 20;
    private static final int CHECK_MS = 500;

    private final World world;
    private final LeaderFaults ills;
    private final SplittableRandom random;
    private final List<Contender> line = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private Optional<LeaderWatch.LeaderIs> published = Optional.empty();
    private long version;
    private long outUntilMs;
    private boolean healed;
    private boolean removed;

    SimulatedZooKeeper(World world, LeaderFaults ills, SplittableRandom random) {
        this.world = world;
        this.ills = ills;
        this.random = random;
    }

    LeaderElection contender(SimulatedNode node, Consumer<LeaderElection.Fact> facts) {
        return new Contender(node, facts);
    }

    LeaderWatch watch(SimulatedNode node, Consumer<LeaderWatch.LeaderIs> facts) {
        return new Watch(node, facts);
    }

    /** Whether anything of the elections is left. */
    boolean isCleanedUp() {
        return removed;
    }

    // Faults.

    void heal() {
        healed = true;
        outUntilMs = world.nowMs();
    }

    /** It is not there for anybody; sessions do not age meanwhile. */
    void isOutUntil(long atMs) {
        outUntilMs = Math.max(outUntilMs, atMs);
        line.forEach(contender -> contender.heardMs = Math.max(contender.heardMs, outUntilMs));
    }

    /** The session of who leads, or would lead next, ends. */
    boolean expireFirst() {
        if (line.isEmpty()) {
            return false;
        }
        line.get(0).expire();
        return true;
    }

    private boolean reaches(SimulatedNode node) {
        long now = world.nowMs();
        return outUntilMs <= now && world.network().dataWaitsUntilMs(node.name(), NODE) <= now;
    }

    private long answerMs() {
        return 1L + random.nextInt(ANSWER_MS_MAX);
    }

    private long watchMs() {
        return 1L + random.nextInt(healed ? 50 : ills.lateWatchMsMax());
    }

    // What is in it.

    /** Where nobody elects, whoever looks is told by YARN. */
    void announce(LeaderWatch.LeaderIs leader) {
        if (published.isEmpty() || published.get().epoch().isOlderThan(leader.epoch())) {
            published = Optional.of(leader);
            watches.forEach(Watch::changed);
        }
    }

    private void tellFirst() {
        if (!line.isEmpty()) {
            Contender first = line.get(0);
            first.node.runAfter(watchMs(), first::takeEpoch);
        }
    }

    private enum Phase {
        CONTENDING,
        LEADING,
        SUSPENDED,
        OVER
    }

    private final class Contender implements LeaderElection {
        private final SimulatedNode node;
        private final Consumer<Fact> facts;
        private final List<Runnable> awaitingConnection = new ArrayList<>();

        // What its process knows.
        private Phase phase = Phase.CONTENDING;
        private Epoch epoch = Epoch.NONE;
        private long answeredMs;
        private boolean taking;

        // What ZooKeeper knows.
        private boolean expired;
        private boolean inLine;
        private long heardMs;

        Contender(SimulatedNode node, Consumer<Fact> facts) {
            this.node = node;
            this.facts = facts;
        }

        @Override
        public void contend() {
            answeredMs = steadyMs();
            heardMs = world.nowMs();
            node.run(this::ping);
            world.events().after(CHECK_MS, this::age);
        }

        private long steadyMs() {
            return node.clock().steady().toEpochMilli();
        }

        // The session.

        private void ping() {
            if (phase == Phase.OVER) {
                return;
            }
            if (reaches(node)) {
                if (!expired) {
                    heardMs = world.nowMs();
                    getInLine();
                }
                node.runAfter(answerMs(), this::answered);
            } else if (phase == Phase.SUSPENDED && steadyMs() - answeredMs > SESSION_MS) {
                depose("its session has expired, by its own clock");
            } else if (phase == Phase.LEADING) {
                phase = Phase.SUSPENDED;
                world.faults().count("leader suspended");
                facts.accept(new Suspended(epoch));
            }
            node.runAfter(node.clock().inTheWorld(PING_MS), this::ping);
        }

        private void getInLine() {
            if (!inLine) {
                inLine = true;
                line.add(this);
                if (line.get(0) == this) {
                    tellFirst();
                }
            }
        }

        private void answered() {
            answeredMs = steadyMs();
            if (phase == Phase.CONTENDING) {
                if (expired && !taking) {
                    expired = false; // another session
                }
                takeEpoch();
            } else if (expired && phase != Phase.OVER) {
                depose("its session has expired");
            } else if (phase == Phase.SUSPENDED) {
                if (version != epoch.number()) {
                    depose("while the connection was broken another leader could be elected");
                    return;
                }
                phase = Phase.LEADING;
                facts.accept(new Resumed(epoch));
            }
            if (phase == Phase.LEADING) {
                List<Runnable> waited = new ArrayList<>(awaitingConnection);
                awaitingConnection.clear();
                waited.forEach(Runnable::run);
            }
        }

        /** ZooKeeper's own clock. */
        private void age() {
            if (inLine && world.nowMs() - heardMs > SESSION_MS) {
                expire();
            }
            if (inLine || (node.isAlive() && phase != Phase.OVER)) {
                world.events().after(CHECK_MS, this::age);
            }
        }

        private void expire() {
            world.log("the session of " + node.name() + " ends");
            expired = true;
            leaveLine();
        }

        private void leaveLine() {
            inLine = false;
            boolean wasFirst = !line.isEmpty() && line.get(0) == this;
            line.remove(this);
            if (wasFirst) {
                tellFirst();
            }
        }

        // The election.

        private void takeEpoch() {
            if (phase != Phase.CONTENDING || taking || !reaches(node) || !inLine || line.get(0) != this) {
                return;
            }
            taking = true;
            epoch = new Epoch(++version);
            world.log(node.name() + " takes epoch " + version);
            node.runAfter(answerMs(), () -> {
                if (phase == Phase.CONTENDING) {
                    phase = Phase.LEADING;
                    facts.accept(new Granted(epoch));
                }
            });
        }

        @Override
        public void publish(Epoch ofEpoch, LeaderAddress address) {
            node.runAfter(answerMs(), () -> publishNow(ofEpoch, address));
        }

        private void publishNow(Epoch ofEpoch, LeaderAddress address) {
            if (phase == Phase.SUSPENDED || (phase == Phase.LEADING && !reaches(node))) {
                awaitingConnection.add(() -> publishNow(ofEpoch, address));
            } else if (phase != Phase.LEADING || !ofEpoch.equals(epoch)) {
                facts.accept(new PublishRefused(ofEpoch, "it does not lead in this epoch"));
            } else if (version != epoch.number()) {
                facts.accept(new PublishRefused(ofEpoch, "another leader has been elected since"));
                depose("another leader has been elected since epoch " + epoch.number());
            } else {
                announce(new LeaderWatch.LeaderIs(epoch, address));
                facts.accept(new Published(epoch, address));
            }
        }

        private void depose(String reason) {
            phase = Phase.OVER;
            facts.accept(new Revoked(epoch, reason));
            List<Runnable> waited = new ArrayList<>(awaitingConnection);
            awaitingConnection.clear();
            waited.forEach(Runnable::run);
            if (!expired) {
                leaveLine();
            }
        }

        @Override
        public void resign() {
            leave();
        }

        @Override
        public void endApplication() {
            if (phase == Phase.LEADING && version == epoch.number()) {
                removed = true;
                published = Optional.empty();
            }
            leave();
        }

        private void leave() {
            phase = Phase.OVER;
            if (!expired) {
                leaveLine();
            }
            facts.accept(new Left(""));
        }
    }

    private final class Watch implements LeaderWatch {
        private final SimulatedNode node;
        private final Consumer<LeaderIs> facts;
        private Epoch told = Epoch.NONE;
        private boolean stopped;

        Watch(SimulatedNode node, Consumer<LeaderIs> facts) {
            this.node = node;
            this.facts = facts;
        }

        @Override
        public void watch() {
            watches.add(this);
            changed();
        }

        @Override
        public void stop() {
            stopped = true;
            watches.remove(this);
        }

        void changed() {
            long delay = watchMs();
            if (delay > 1_000) {
                world.faults().count("watch told later than 1 s");
            }
            node.runAfter(delay, this::look);
        }

        private void look() {
            if (stopped
                    || published.isEmpty()
                    || !told.isOlderThan(published.get().epoch())) {
                return;
            }
            if (reaches(node)) {
                told = published.get().epoch();
                facts.accept(published.get());
            } else {
                node.runAfter(PING_MS, this::look);
            }
        }
    }
}
