package io.millrace.datastream.runtime;

import io.millrace.dataflow.JobID;
import java.io.IOException;

/** A sink whose failed attempts may leave something behind. */
public interface RemovesLeftovers {
    /** No task of the job runs, and none ever will. */
    void removeLeftovers(JobID job) throws IOException;
}
