package io.millrace.dataflow.contract;

import java.util.List;
import java.util.Optional;

/**
 * User code of one operator that runs beside the JobManager: split enumerators, {@code createInputSplits}, checks and
 * publication of outputs. Its calls come in order from one thread of its own (a turn, in the simulation), never from an
 * actor's; it may block that thread, but nothing else waits for it except this job.
 *
 * <p>Call order: {@code start}; then calls about subtasks; then {@code publish} after all tasks of the job have finished,
 * or {@code abort} when the job has failed or was cancelled; then {@code close}. When all tasks of its
 * operator are to run anew, {@code restarted} comes first, and every split that had been given is the coordinator's again.
 * Operators of other regions of the job may run on meanwhile, or not run again at all.
 */
public interface Coordinator {
    /** Before any task is deployed. An error fails the job before it starts: the place to check inputs and outputs. */
    default void start(CoordinatorContext context) throws Exception {}

    /**
     * In place of {@link #start}, where an earlier JobManager had decided how the job ends: no task will run, and {@code
     * publish} or {@code abort} follows, perhaps once more. Nothing is to be prepared, looked for or checked: a part of the
     * output may be published already.
     */
    default void startToEnd(CoordinatorContext context) throws Exception {
        start(context);
    }

    /** A subtask runs and asks for a split. Answer now or later by the context, by splits or by no more. */
    default void splitRequested(int subtask, String host) throws Exception {}

    /** A message from the operator of a running attempt. */
    default void said(int subtask, byte[] message) throws Exception {}

    /** A subtask's attempt runs; comes before anything else from it. */
    default void attemptStarted(int subtask, int attempt) throws Exception {}

    /**
     * All tasks of the operator's vertex were stopped, or had finished, and will be deployed anew: forget what earlier
     * attempts were given. May come twice for one such time.
     */
    default void restarted() throws Exception {}

    /**
     * A checkpoint begins: what tasks are given from now on is not in their part of it, what they were given before is. An
     * error fails the job.
     *
     * @param checkpoint grows from checkpoint to checkpoint of a job
     * @return what {@link #restore} needs to go on from here; empty if there is nothing to remember
     */
    default byte[] snapshot(long checkpoint) throws Exception {
        return new byte[0];
    }

    /**
     * As {@link #restarted}, but the tasks go on from a checkpoint: what was given after it is the coordinator's again, what
     * was given before it is in their state.
     *
     * @param state what {@link #snapshot} returned for it
     */
    default void restore(byte[] state) throws Exception {
        restarted();
    }

    /**
     * What the coordinator of a later JobManager needs to go on from here while the tasks run on. Asked after the coordinator
     * has said something to tasks, so it should be quick, and the answer small: what is larger than some kilobytes is not
     * used. Without it the tasks have to run again when the JobManager is lost.
     *
     * @return empty if it cannot be handed over
     */
    default Optional<byte[]> handOver() throws Exception {
        return Optional.empty();
    }

    /**
     * Whether it can be handed over although tasks have said something since {@link #handOver} was asked: those words may be lost, or
     * come again, without harm. Else what was handed over is good only if nothing was said since.
     */
    default boolean bearsLostWords() {
        return false;
    }

    /**
     * The tasks run on that an earlier coordinator knew, and have all that it gave them. Comes after {@code start}, in place
     * of what that one did; then {@code attemptStarted} for each that runs. Who waits for a split asks again.
     *
     * @param state what the last {@link #handOver} of that one returned
     */
    default void takeOver(byte[] state) throws Exception {
        throw new UnsupportedOperationException("this coordinator was never handed over");
    }

    /**
     * All tasks of the operator have finished. What they made must not be lost with this JobManager.
     *
     * @return what {@link #publish} of a later coordinator needs to know beside the attempts that finished; it is written down
     *     before anything is published
     */
    default byte[] finished() throws Exception {
        return new byte[0];
    }

    /**
     * All tasks of the operator had finished under an earlier coordinator. Comes after {@code start} or {@code startToEnd}, in
     * place of what that one heard.
     *
     * @param state what {@link #finished} of that one returned; not called if that was empty
     */
    default void takeOverFinished(byte[] state) throws Exception {}

    /** A checkpoint, and all earlier ones, are complete and durable. May be left out for one, and come for a later one. */
    default void checkpointCompleted(long checkpoint) throws Exception {}

    /**
     * All tasks of the job have finished. Makes the results of exactly these attempts visible; idempotent.
     *
     * @param attempts for each subtask of the operator's vertex, the attempt that finished
     */
    default void publish(List<Integer> attempts) throws Exception {}

    /** The job has ended otherwise. Removes what its attempts left aside. */
    default void abort() throws Exception {}

    default void close() throws Exception {}
}
