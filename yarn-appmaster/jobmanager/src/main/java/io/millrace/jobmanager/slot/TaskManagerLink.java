package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.InOrder;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage;
import io.millrace.protocol.TaskMeasures;
import java.time.Duration;
import java.util.List;

/** What the slot pool knows of one registered TaskManager. */
final class TaskManagerLink {
    final TaskManagerId id;
    final Address address;
    final Endpoint endpoint;
    final int slots;
    /** Puts its reports in order. */
    final InOrder<TaskManagerMessage> reports = new InOrder<>();

    /** How its tasks do, as it said last. */
    List<TaskMeasures> measures = List.of();

    private int free;
    private boolean suspected;
    private Duration silence = Duration.ZERO;

    TaskManagerLink(Endpoint endpoint, Address address, int slots) {
        this.id = endpoint.taskManager();
        this.endpoint = endpoint;
        this.address = address;
        this.slots = slots;
        this.free = slots;
    }

    int free() {
        return free;
    }

    boolean isIdle() {
        return free == slots;
    }

    /** Any of its slots; which one makes no difference. */
    Slot slot() {
        return new Slot(address, endpoint);
    }

    Slot take() {
        if (free == 0) {
            throw new IllegalStateException("task manager " + id + " has no free slot");
        }
        free--;
        return slot();
    }

    void giveBack() {
        if (free == slots) {
            throw new IllegalStateException("task manager " + id + " was given back a slot that was free");
        }
        free++;
    }

    /** @return true if it had been suspected to be gone */
    boolean heard() {
        boolean was = suspected;
        suspected = false;
        silence = Duration.ZERO;
        return was;
    }

    /** It may be gone; until it is heard nothing is to be given to it. */
    void suspect() {
        suspected = true;
    }

    boolean isSuspected() {
        return suspected;
    }

    TaskManagerRoll.Line line() {
        return new TaskManagerRoll.Line(id, endpoint.host(), slots, free, silence);
    }

    /** Counted in the pool's own intervals: a pause of this process must not look like the silence of all others. */
    Duration silentFor(Duration more) {
        silence = silence.plus(more);
        return silence;
    }
}
