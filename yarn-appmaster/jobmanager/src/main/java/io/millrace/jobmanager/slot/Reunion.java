package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Here;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The time between two leaders, as a part of the slot pool's turns: jobs of earlier leaders wait until all TaskManagers that
 * may still come have come, or are given up. A TaskManager has come when it has said what it has, and when all that it
 * reported by then has arrived.
 *
 * <p>Where the resource manager says which containers are left, these are waited for, and no longer than until they are lost;
 * where it says nothing, for so long as it takes to give up a silent TaskManager. What is said of a job goes to its actor when
 * that is there; until then it is kept here.
 */
final class Reunion {
    private enum Phase {
        /** Awaits the word which jobs there are; who comes waits. */
        AWAITING_HEIRS,
        AWAITING_TASK_MANAGERS,
        OVER
    }

    private static final class Heir {
        final Address master;
        final List<Message> backlog = new ArrayList<>();
        boolean present;
        boolean told;
        boolean settled;

        Heir(Address master) {
            this.master = master;
        }
    }

    private final Duration patience;
    private Phase phase = Phase.AWAITING_HEIRS;
    private final Map<TaskManagerId, Here> early = new TreeMap<>();
    private final Map<TaskManagerId, Here> come = new TreeMap<>();
    /** Those that the resource manager has left and that have not come; empty: it has not said which are left. */
    private Optional<Set<TaskManagerId>> absent = Optional.empty();

    /** Those that have come, and not all that they had reported by then; with the number of reports. */
    private final Map<TaskManagerId, Long> owing = new TreeMap<>();

    private final Map<JobID, Heir> heirs = new TreeMap<>();
    private Duration waited = Duration.ZERO;

    /** @param patience so long TaskManagers are waited for */
    Reunion(Duration patience) {
        this.patience = patience;
    }

    boolean awaitsHeirs() {
        return phase == Phase.AWAITING_HEIRS;
    }

    /** It came before anybody knows what it may have: its word is taken when that is known. */
    void early(Here message) {
        early.put(message.from(), message);
    }

    /** @return the words of those that came before */
    List<Here> begin(Heirs jobs) {
        jobs.masters().forEach((job, master) -> heirs.put(job, new Heir(master)));
        phase = heirs.isEmpty() ? Phase.OVER : Phase.AWAITING_TASK_MANAGERS;
        List<Here> waiting = List.copyOf(early.values());
        early.clear();
        return waiting;
    }

    /** The resource manager has left these running, and no others. */
    void left(Set<TaskManagerId> taskManagers) {
        Set<TaskManagerId> missing = new TreeSet<>(taskManagers);
        missing.removeAll(come.keySet());
        absent = Optional.of(missing);
    }

    /** @param reports so many of its reports have arrived */
    void came(Here message, long reports) {
        if (isOn()) {
            come.put(message.from(), message);
            absent.ifPresent(missing -> missing.remove(message.from()));
            owing.put(message.from(), message.reports());
            reported(message.from(), reports);
        }
    }

    /** @param reports so many of its reports have arrived */
    void reported(TaskManagerId from, long reports) {
        Long owed = owing.get(from);
        if (owed != null && reports >= owed) {
            owing.remove(from);
        }
    }

    void gone(TaskManagerId taskManager) {
        early.remove(taskManager);
        come.remove(taskManager);
        owing.remove(taskManager);
        absent.ifPresent(missing -> missing.remove(taskManager));
    }

    /** Some job has yet to say which slots are its own: none may be given to another. */
    boolean isOn() {
        return phase == Phase.AWAITING_HEIRS || heirs.values().stream().anyMatch(heir -> !heir.settled);
    }

    /** Nothing of what heartbeats show of it can be judged yet. */
    boolean awaits(JobID job) {
        Heir heir = heirs.get(job);
        return heir != null && !heir.settled;
    }

    /** @return false if the job's actor is to be told itself */
    boolean keeps(JobID job, Message message) {
        Heir heir = heirs.get(job);
        if (heir == null || heir.told) {
            return false;
        }
        heir.backlog.add(message);
        return true;
    }

    void present(JobID job) {
        Heir heir = heirs.get(job);
        if (heir != null) {
            heir.present = true;
        }
    }

    /** It has its slots. */
    void settled(JobID job) {
        Heir heir = heirs.get(job);
        if (heir != null) {
            heir.settled = true;
        }
        if (!isOn()) {
            come.clear();
        }
    }

    void over(JobID job) {
        heirs.remove(job);
    }

    void waited(Duration more) {
        waited = phase == Phase.AWAITING_TASK_MANAGERS ? waited.plus(more) : waited;
    }

    /** Tells the jobs what is left of them, if that is known. */
    void tell(Function<TaskManagerId, @Nullable TaskManagerLink> links, Turn turn) {
        if (phase == Phase.AWAITING_TASK_MANAGERS && (haveAllCome() || waited.compareTo(patience) > 0)) {
            phase = Phase.OVER;
        }
        if (phase != Phase.OVER) {
            return;
        }
        heirs.forEach((job, heir) -> {
            if (heir.present && !heir.told) {
                heir.told = true;
                heir.backlog.forEach(message -> turn.send(heir.master, message));
                heir.backlog.clear();
                turn.send(heir.master, new SlotNews.Reunited(survivors(job, links)));
            }
        });
    }

    private boolean haveAllCome() {
        return absent.isPresent() && absent.get().isEmpty() && owing.isEmpty();
    }

    private List<SlotNews.Survivor> survivors(JobID job, Function<TaskManagerId, @Nullable TaskManagerLink> links) {
        List<SlotNews.Survivor> survivors = new ArrayList<>();
        for (Here here : come.values()) {
            TaskManagerLink link = links.apply(here.from());
            if (link != null) {
                survivors.add(JobShare.survivor(job, here, link.slot()));
            }
        }
        return survivors;
    }
}
