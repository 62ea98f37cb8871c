package io.millrace.jobmanager.succession;

import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.protocol.JobEntry.JobEnding;
import io.millrace.protocol.JobEntry.RegionFinished;
import java.util.List;
import java.util.Optional;

/**
 * What earlier leaders have written down about a job that has not ended.
 *
 * @param finished the regions of which all tasks have finished, each once
 * @param ending present if it is decided that the job ends without its results
 */
public record Legacy(List<RegionFinished> finished, Optional<JobEnding> ending) {
    /** Of a job that no other leader ever had. */
    public static final Legacy NONE = new Legacy(List.of(), Optional.empty());

    public Legacy {
        finished = List.copyOf(finished);
    }

    public static Legacy of(InheritedJob job) {
        return new Legacy(job.finished(), job.ending());
    }

    /** All tasks of the job have finished: it is to be published, and maybe that has begun. */
    public boolean isToPublish(int regions) {
        return ending.isEmpty() && finished.size() == regions;
    }

    /** How the job ends is decided, and nothing of it is to run. */
    public boolean isToEnd(int regions) {
        return ending.isPresent() || isToPublish(regions);
    }
}
