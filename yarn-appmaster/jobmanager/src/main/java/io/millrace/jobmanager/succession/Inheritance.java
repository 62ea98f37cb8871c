package io.millrace.jobmanager.succession;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.ledger.LedgerEntry;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.JobEntry;
import io.millrace.protocol.JobEntry.JobAccepted;
import io.millrace.protocol.JobEntry.JobEnded;
import io.millrace.protocol.JobEntry.JobEnding;
import io.millrace.protocol.JobEntry.RegionFinished;
import io.millrace.protocol.wire.CorruptMessageException;
import io.millrace.protocol.wire.MessageCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs of earlier leaders, in the order in which they were accepted. */
public record Inheritance(List<InheritedJob> jobs) {
    /**
     * A job.
     *
     * @param acceptedIn the epoch of the leader that accepted it
     * @param finished of each region the latest word that all its tasks have finished
     * @param ending present if it was decided that the job ends without its results
     * @param end empty if no leader has written down that it ended
     */
    public record InheritedJob(
            Epoch acceptedIn,
            JobAccepted accepted,
            List<RegionFinished> finished,
            Optional<JobEnding> ending,
            Optional<JobEnded> end) {
        public InheritedJob {
            finished = List.copyOf(finished);
        }

        /** Of which nothing else is written. */
        public InheritedJob(Epoch acceptedIn, JobAccepted accepted, Optional<JobEnded> end) {
            this(acceptedIn, accepted, List.of(), Optional.empty(), end);
        }

        private InheritedJob with(JobEntry entry) {
            if (hasEnded()) {
                return this;
            } else if (entry instanceof RegionFinished region) {
                List<RegionFinished> latest = new ArrayList<>(finished);
                latest.removeIf(earlier -> earlier.region() == region.region());
                latest.add(region);
                return new InheritedJob(acceptedIn, accepted, latest, ending, end);
            } else if (entry instanceof JobEnding decided) {
                return new InheritedJob(acceptedIn, accepted, finished, ending.or(() -> Optional.of(decided)), end);
            } else if (entry instanceof JobEnded ended) {
                return new InheritedJob(acceptedIn, accepted, List.of(), Optional.empty(), Optional.of(ended));
            }
            return this;
        }

        public boolean hasEnded() {
            return end.isPresent();
        }
    }

    public Inheritance {
        jobs = List.copyOf(jobs);
    }

    /**
     * @param entries in their order
     * @throws CorruptMessageException if one is not of this version of Millrace
     * @throws IllegalArgumentException if one is not about a job
     */
    public static Inheritance of(List<LedgerEntry> entries) throws CorruptMessageException {
        Map<JobID, InheritedJob> jobs = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            Message content = MessageCodec.decode(entry.content());
            if (content instanceof JobAccepted accepted) {
                jobs.putIfAbsent(accepted.job(), new InheritedJob(entry.epoch(), accepted, Optional.empty()));
            } else if (content instanceof JobEntry more) {
                jobs.computeIfPresent(more.job(), (id, job) -> job.with(more));
            } else {
                throw new IllegalArgumentException(entry + " of the ledger: expected a job's, found "
                        + content.getClass().getSimpleName());
            }
        }
        return new Inheritance(List.copyOf(jobs.values()));
    }

    public boolean isEmpty() {
        return jobs.isEmpty();
    }
}
