package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.MissingContainers;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks YARN for the containers that are wished for and not there, takes back what was asked for too much, and gives back
 * what is granted beyond that. All its fields belong to one thread; methods may be called by any.
 */
public final class YarnContainerDriver implements ContainerDriver, YarnEvents {
    private static final Logger LOG = LoggerFactory.getLogger(YarnContainerDriver.class);

    /** How far a container has come. */
    private enum Progress {
        GRANTED,
        STARTED,
        /** Its TaskManager has registered. */
        REGISTERED
    }

    /** A container of ours. */
    private record Held(ContainerProfile profile, Container container, Progress progress) {
        Held at(Progress further) {
            return progress.compareTo(further) >= 0 ? this : new Held(profile, container, further);
        }

        boolean isAt(Progress least) {
            return progress.compareTo(least) >= 0;
        }
    }

    // What it was told.
    private final YarnLink link;
    private final Executor thread;
    private final LongSupplier nanoClock;
    private final Consumer<Fact> facts;

    // What it knows; touched by its thread only.
    private final Map<ContainerProfile, Integer> asked = new TreeMap<>();
    private final Map<ContainerId, Held> held = new TreeMap<>();
    private final Set<ContainerId> released = new TreeSet<>();
    private final StartFailures startFailures;
    private Map<ContainerProfile, Integer> wish = new TreeMap<>();
    private boolean toldInherited;
    private boolean over;

    /**
     * @param thread runs what it is given in order, one at a time
     * @param nanoClock like {@link System#nanoTime}
     * @param facts takes them from the driver's thread to the slot pool
     */
    YarnContainerDriver(
            YarnLink link, Executor thread, LongSupplier nanoClock, StartFailures startFailures, Consumer<Fact> facts) {
        this.link = link;
        this.thread = thread;
        this.nanoClock = nanoClock;
        this.startFailures = startFailures;
        this.facts = facts;
    }

    // What the JobManager wants.

    @Override
    public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided) {
        Map<ContainerProfile, Integer> now = new TreeMap<>(wanted);
        Set<NodeName> avoid = new TreeSet<>(avoided);
        later(() -> {
            if (!over) {
                link.avoid(avoid);
                asked.keySet().forEach(profile -> now.putIfAbsent(profile, 0));
                wish = now;
                wish.forEach(this::adjust);
            }
        });
    }

    @Override
    public void release(ContainerId container) {
        later(() -> {
            Held given = held.remove(container);
            if (given != null) {
                LOG.info("{}: given back", container);
                released.add(container);
                link.release(given.container.getId());
            }
        });
    }

    @Override
    public void registered(ContainerId container) {
        later(() -> held.computeIfPresent(container, (id, known) -> known.at(Progress.REGISTERED)));
    }

    private void adjust(ContainerProfile profile, int wanted) {
        int pending = asked.getOrDefault(profile, 0);
        int running = (int) held.values().stream()
                .filter(container -> container.profile.equals(profile))
                .count();
        int missing = MissingContainers.toAskFor(wanted, pending, 0, running);
        if (missing > 0) {
            Optional<String> refusal = link.refusal(profile).or(() -> startFailures.refusal(nanoClock.getAsLong()));
            if (refusal.isPresent()) {
                facts.accept(new Refused(profile, refusal.get()));
                return;
            }
        }
        for (int i = 0; i < missing; i++) {
            link.ask(profile);
        }
        for (int i = 0; i < -missing; i++) {
            link.takeBack(profile);
        }
        if (missing != 0) {
            LOG.info(
                    "containers with {} slots: wanted={}, running={}, asked for={} (before: {})",
                    profile.slots(),
                    wanted,
                    running,
                    pending + missing,
                    pending);
            asked.put(profile, pending + missing);
        }
    }

    // What YARN does.

    @Override
    public void inherited(Collection<Container> containers) {
        later(() -> {
            List<Granted> ours = new ArrayList<>();
            for (Container container : containers) {
                ContainerId id = idOf(container.getId());
                if (!over && !held.containsKey(id) && !released.contains(id)) {
                    ContainerProfile profile = ContainerRequests.profileOf(container.getPriority());
                    LOG.info("{}: on {} since an earlier attempt, and kept", id, container.getNodeId());
                    held.put(id, new Held(profile, container, Progress.STARTED));
                    NodeName node = new NodeName(container.getNodeId().getHost());
                    ours.add(new Granted(id, profile, node));
                }
            }
            tellInherited(ours);
            // What was wished for before they were known may be more than is needed beside them.
            wish.forEach(this::adjust);
        });
    }

    private void tellInherited(List<Granted> ours) {
        if (toldInherited) {
            ours.forEach(facts);
            ours.forEach(granted -> facts.accept(new Started(granted.container())));
        } else {
            toldInherited = true;
            facts.accept(new Inherited(ours));
        }
    }

    @Override
    public void granted(Container container, ContainerProfile profile) {
        later(() -> {
            int pending = asked.getOrDefault(profile, 0);
            if (over || pending == 0) {
                LOG.info("{}: granted beyond what is asked for, and given back", container.getId());
                link.release(container.getId());
                return;
            }
            asked.put(profile, pending - 1);
            link.takeBack(profile);
            ContainerId id = idOf(container.getId());
            NodeName node = new NodeName(container.getNodeId().getHost());
            LOG.info("{}: granted on {}", id, container.getNodeId());
            held.put(id, new Held(profile, container, Progress.GRANTED));
            facts.accept(new Granted(id, profile, node));
            link.start(container, profile);
        });
    }

    @Override
    public void started(org.apache.hadoop.yarn.api.records.ContainerId container) {
        later(() -> {
            ContainerId id = idOf(container);
            if (held.computeIfPresent(id, (key, known) -> known.at(Progress.STARTED)) != null) {
                facts.accept(new Started(id));
            }
        });
    }

    @Override
    public void startFailed(org.apache.hadoop.yarn.api.records.ContainerId container, Throwable cause) {
        later(() -> {
            ContainerId id = idOf(container);
            if (held.remove(id) != null) {
                LOG.warn("{}: could not be started", id, cause);
                link.release(container);
                ContainerEnd end = new ContainerEnd(Cause.LAUNCH_FAILED, String.valueOf(cause));
                lost(id, end, OptionalInt.empty(), false);
            }
        });
    }

    @Override
    public void completed(ContainerStatus status) {
        later(() -> {
            ContainerId id = idOf(status.getContainerId());
            Held gone = held.remove(id);
            boolean givenBack = released.remove(id);
            if (gone == null && !givenBack) {
                return; // one that was granted beyond what was asked for, or told of before
            }
            String diagnostics = status.getDiagnostics() == null ? "" : status.getDiagnostics();
            boolean started = gone == null || gone.isAt(Progress.STARTED);
            ContainerEnd end = ContainerEnd.of(status.getExitStatus(), diagnostics, givenBack, started);
            boolean registered = gone != null && gone.isAt(Progress.REGISTERED);
            lost(id, end, OptionalInt.of(status.getExitStatus()), registered);
        });
    }

    private void lost(ContainerId id, ContainerEnd end, OptionalInt exitStatus, boolean registered) {
        if (end.cause() != Cause.RELEASED) {
            LOG.warn("{}: lost: {}: {}", id, end.cause(), end.text());
        }
        if (!registered) {
            startFailures.ended(end, nanoClock.getAsLong());
        }
        facts.accept(new Lost(id, end.cause(), exitStatus, end.text()));
    }

    @Override
    public void refused(String reason) {
        later(() -> {
            List<ContainerProfile> profiles = new ArrayList<>(asked.keySet());
            for (ContainerProfile profile : profiles) {
                int pending = asked.getOrDefault(profile, 0);
                for (int i = 0; i < pending; i++) {
                    link.takeBack(profile);
                }
                asked.put(profile, 0);
                if (pending > 0) {
                    facts.accept(new Refused(profile, reason));
                }
            }
        });
    }

    @Override
    public void failed(String reason) {
        later(() -> {
            over = true;
            facts.accept(new DriverFailed(reason));
        });
    }

    /** Gives everything back; asks for nothing and starts nothing from then on. */
    public void giveUpAll() {
        later(() -> {
            over = true;
            asked.forEach((profile, pending) -> {
                for (int i = 0; i < pending; i++) {
                    link.takeBack(profile);
                }
            });
            asked.clear();
            held.forEach((id, container) -> link.release(container.container.getId()));
            released.addAll(held.keySet());
            held.clear();
        });
    }

    private void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the driver has ended: nothing is asked for or given back any more");
        }
    }

    private static ContainerId idOf(org.apache.hadoop.yarn.api.records.ContainerId container) {
        return new ContainerId(container.toString());
    }
}
