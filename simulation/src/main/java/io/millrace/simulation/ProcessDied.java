package io.millrace.simulation;

/** A process ends in the middle of what it does: nothing of it comes after this. */
@SuppressWarnings("serial")
final class ProcessDied extends Error {
    ProcessDied(String process) {
        super(process + " died in the middle of what it did");
    }
}
