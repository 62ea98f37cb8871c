package io.millrace.dataflow;

/** A program that can say what it does and which arguments it takes; {@code millrace info} prints it. */
public interface ProgramDescription {
    /** For a person to read. */
    String getDescription();
}
