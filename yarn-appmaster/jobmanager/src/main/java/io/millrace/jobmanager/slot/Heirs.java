package io.millrace.jobmanager.slot;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.dataflow.JobID;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Told to the {@link SlotPool} once, when the ledger is taken over: the jobs of earlier leaders that have not ended. Before
 * that it knows no TaskManager, since what it holds of a job that is unknown would be forgotten.
 *
 * @param masters where the actor of each will be
 */
public record Heirs(Map<JobID, Address> masters) implements Message {
    public Heirs {
        masters = Collections.unmodifiableMap(new LinkedHashMap<>(masters));
    }
}
