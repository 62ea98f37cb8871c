package io.millrace.datastream.sink;

import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.io.Serializable;

/** Where the records of a stream go. Implement one of the two {@code createWriter}. */
public interface Sink<InputT> extends Serializable {
    /** Called once in each task. Unless overridden, calls {@link #createWriter(InitContext)}. */
    default SinkWriter<InputT> createWriter(WriterInitContext context) throws IOException {
        return createWriter((InitContext) context);
    }

    /**
     * The older form.
     *
     * @deprecated implement {@link #createWriter(WriterInitContext)}
     */
    @Deprecated
    default SinkWriter<InputT> createWriter(InitContext context) throws IOException {
        throw new UnsupportedOperationException(
                "The sink " + getClass().getName() + " must implement createWriter(WriterInitContext).");
    }

    /** What a writer of the older form may ask for; every {@link WriterInitContext} of the engine is one. */
    interface InitContext extends WriterInitContext {
        default int getSubtaskId() {
            return getTaskInfo().getIndexOfThisSubtask();
        }

        default int getNumberOfParallelSubtasks() {
            return getTaskInfo().getNumberOfParallelSubtasks();
        }

        default int getAttemptNumber() {
            return getTaskInfo().getAttemptNumber();
        }

        default JobID getJobId() {
            return getJobInfo().getJobId();
        }
    }
}
