package io.millrace.dataflow.program;

/** A program that was run again, after what had run it before was lost, did not submit the same jobs. */
public class ProgramChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message names the job, and says what to do */
    public ProgramChangedException(String message) {
        super(message);
    }
}
