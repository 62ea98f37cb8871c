package io.millrace.jobmanager.dispatch;

import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.control.graph.GraphStore;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.graph.GraphFingerprint;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Sha256;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.checkpoint.CheckpointSettings;
import io.millrace.jobmanager.job.JobMaster;
import io.millrace.jobmanager.job.JobPorts;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.job.JobSpec;
import io.millrace.jobmanager.succession.Generation;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.jobmanager.succession.Legacy;
import io.millrace.protocol.ClientMessage;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobEntry.JobAccepted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings jobs to the point where an actor leads them: those that clients submit, whose graphs are kept and whose acceptance is
 * written down first, and those of earlier leaders, whose graphs are read. Until then what is wanted of them waits here. A
 * part of the dispatcher's turns.
 */
final class Acceptance {
    /** What comes of it. */
    interface Consequences {
        /** It is durable that the job is accepted; or it was so long ago. */
        void begin(JobID job, String name, JobMaster master, boolean isNew, Turn turn);

        /** It was never accepted. */
        void refuse(JobID job, String name, Failure failure, Turn turn);

        /** An earlier leader accepted it, and this one cannot lead it. */
        void lost(JobID job, Failure failure, Turn turn);

        /** It had ended under an earlier leader: no checkpoint of it is to stay. */
        void clear(JobID job, Optional<String> directory);

        /** What was wanted of the job in the meantime. */
        void again(ClientMessage message, Turn turn);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    private record Kept(JobAccepted entry, JobMaster master) {}

    // What it was told.
    private final Epoch epoch;
    private final JobSettings settings;
    private final JobPorts ports;
    private final GraphStore graphs;
    private final Notebook notebook;
    private final Consequences consequences;

    // What it knows.
    private final Map<JobID, List<ClientMessage>> waiting = new LinkedHashMap<>();
    private final Map<JobID, Kept> unkept = new LinkedHashMap<>();
    private final Map<JobID, InheritedJob> unread = new LinkedHashMap<>();
    private final Map<JobID, InheritedJob> over = new LinkedHashMap<>();
    private final Map<JobID, String> places = new LinkedHashMap<>();

    Acceptance(
            Epoch epoch,
            JobSettings settings,
            JobPorts ports,
            GraphStore graphs,
            Notebook notebook,
            Consequences consequences) {
        this.epoch = epoch;
        this.settings = settings;
        this.ports = ports;
        this.graphs = graphs;
        this.notebook = notebook;
        this.consequences = consequences;
    }

    /** Nobody leads the job yet, but somebody will: what is wanted of it waits. @return false if that is not so */
    boolean awaits(ClientMessage message) {
        List<ClientMessage> there = jobOf(message).map(waiting::get).orElse(null);
        if (there == null) {
            return false;
        }
        there.add(message);
        return true;
    }

    private static Optional<JobID> jobOf(ClientMessage message) {
        if (message instanceof SubmitJob submit) {
            return Optional.of(submit.job());
        } else if (message instanceof ClientMessage.CancelJob cancel) {
            return Optional.of(cancel.job());
        } else if (message instanceof ClientMessage.WantJob wish) {
            return Optional.of(wish.job());
        } else if (message instanceof ClientMessage.TakeCheckpoint wish) {
            return Optional.of(wish.job());
        }
        return Optional.empty();
    }

    void submit(SubmitJob submit, Turn turn) {
        JobID job = submit.job();
        waiting.put(job, new ArrayList<>(List.of(submit)));
        try {
            JobGraph graph = read(submit.graph());
            Optional<String> objection = settings.messageLimit().objection(graph, submit.graph().length);
            if (objection.isPresent()) {
                refuse(job, graph.name(), objection.get(), "", turn);
                return;
            }
            JobMaster master = master(job, submit.graph(), graph, Generation.FIRST, Legacy.NONE);
            JobAccepted entry = new JobAccepted(
                    job,
                    graph.name(),
                    "",
                    Sha256.of(submit.graph()),
                    GraphFingerprint.of(graph),
                    turn.now().toEpochMilli());
            unkept.put(job, new Kept(entry, master));
            graphs.keep(job, entry.graphHash(), submit.graph());
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            String because =
                    e.getMessage() + "; client and JobManager must be of the same version, and its settings valid";
            refuse(job, "unreadable", because, ExceptionUtils.stringifyException(e), turn);
        }
    }

    private JobMaster master(JobID job, byte[] bytes, JobGraph graph, Generation generation, Legacy legacy) {
        return new JobMaster(
                new JobSpec(job, bytes, graph, epoch, generation, !graphs.forgets(), legacy), settings, ports);
    }

    private static JobGraph read(byte[] graph) throws IOException, ClassNotFoundException {
        return InstantiationUtil.deserializeObject(graph, JobGraph.class.getClassLoader());
    }

    private void refuse(JobID job, String name, String because, String stackTrace, Turn turn) {
        consequences.refuse(
                job,
                name,
                new Failure(
                        Failure.Owner.USER,
                        Optional.empty(),
                        -1,
                        "job " + job + " cannot be accepted: " + because,
                        stackTrace,
                        Optional.empty()),
                turn);
        goOn(job, turn);
    }

    /** An earlier leader accepted it, and it has not ended. */
    void inherit(InheritedJob inherited) {
        JobAccepted accepted = inherited.accepted();
        waiting.put(accepted.job(), new ArrayList<>());
        unread.put(accepted.job(), inherited);
        graphs.read(accepted.job(), accepted.graphPlace());
    }

    void graphFact(GraphStore.Fact fact, Turn turn) {
        if (fact instanceof GraphStore.Kept kept) {
            Kept known = unkept.remove(kept.job());
            if (known != null) {
                kept(known.entry, known.master, kept.place());
            }
        } else if (fact instanceof GraphStore.Found found) {
            InheritedJob known = unread.remove(found.job());
            if (known != null) {
                found(known, found.graph(), turn);
            }
            InheritedJob ended = over.remove(found.job());
            if (ended != null) {
                clear(ended, Optional.of(found.graph()));
            }
        } else if (fact instanceof GraphStore.Failed failed) {
            failed(failed, turn);
        }
    }

    private void kept(JobAccepted entry, JobMaster master, String place) {
        JobAccepted placed = new JobAccepted(
                entry.job(), entry.name(), place, entry.graphHash(), entry.structure(), entry.acceptedAtMs());
        places.put(entry.job(), place);
        notebook.record(placed, later -> begin(entry.job(), entry.name(), master, true, later));
    }

    private void found(InheritedJob inherited, byte[] bytes, Turn turn) {
        JobAccepted accepted = inherited.accepted();
        JobID job = accepted.job();
        try {
            if (!Sha256.of(bytes).equals(accepted.graphHash())) {
                throw new IOException("its bytes have another hash than those that were accepted");
            }
            Generation generation = Generation.of(inherited.acceptedIn(), epoch);
            JobMaster master = master(job, bytes, read(bytes), generation, Legacy.of(inherited));
            places.put(job, accepted.graphPlace());
            begin(job, accepted.name(), master, false, turn);
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            lose(inherited, accepted.graphPlace() + ": " + e, turn);
        }
    }

    private void failed(GraphStore.Failed fact, Turn turn) {
        Kept submitted = unkept.remove(fact.job());
        if (submitted != null) {
            refuse(fact.job(), submitted.entry.name(), "its graph cannot be kept: " + fact.reason(), "", turn);
        }
        InheritedJob inherited = unread.remove(fact.job());
        if (inherited != null) {
            lose(inherited, fact.reason(), turn);
        }
        InheritedJob ended = over.remove(fact.job());
        if (ended != null) {
            clear(ended, Optional.empty());
        }
    }

    private void lose(InheritedJob inherited, String because, Turn turn) {
        JobAccepted accepted = inherited.accepted();
        String message = "the JobManager of epoch " + epoch.number() + " cannot go on with job '" + accepted.name()
                + "' (" + accepted.job() + "), accepted in epoch "
                + inherited.acceptedIn().number() + ": its graph cannot be read: " + because
                + "; submit it again, if it has checkpoints naming the last one";
        consequences.lost(
                accepted.job(),
                new Failure(Failure.Owner.PLATFORM, Optional.empty(), -1, message, "", Optional.empty()),
                turn);
        goOn(accepted.job(), turn);
    }

    private void begin(JobID job, String name, JobMaster master, boolean isNew, Turn turn) {
        consequences.begin(job, name, master, isNew, turn);
        goOn(job, turn);
    }

    private void goOn(JobID job, Turn turn) {
        List<ClientMessage> waited = waiting.remove(job);
        if (waited != null) {
            waited.forEach(message -> consequences.again(message, turn));
        }
    }

    /**
     * An earlier leader wrote down that it ended: what it may have left is removed. As long as the graph is there, the
     * checkpoints may be.
     */
    void hadEnded(InheritedJob inherited) {
        JobAccepted accepted = inherited.accepted();
        if (!accepted.graphPlace().isEmpty()) {
            over.put(accepted.job(), inherited);
            graphs.read(accepted.job(), accepted.graphPlace());
        }
    }

    /** @param graph empty if it is not there, or cannot be read */
    private void clear(InheritedJob inherited, Optional<byte[]> graph) {
        JobID job = inherited.accepted().job();
        JobStatus status = inherited.end().orElseThrow().status();
        try {
            if (graph.isPresent()) {
                JobGraph known = read(graph.get());
                CheckpointSettings.of(known.mode(), Configuration.fromMap(known.configuration()))
                        .filter(taken -> !taken.keepsAfter(status))
                        .ifPresent(taken -> consequences.clear(job, taken.directory()));
            }
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            LOG.warn("job {}, which has ended: whether checkpoints of it are left cannot be seen", job, e);
        }
        graphs.drop(job, inherited.accepted().graphPlace());
    }

    /** That the job has ended is durable: nobody will need its graph. */
    void ended(JobID job) {
        String place = places.remove(job);
        if (place != null && !place.isEmpty()) {
            graphs.drop(job, place);
        }
    }
}
