package io.millrace.dataset;

/** Runs programs in this JVM with one subtask of each operator, whatever parallelism the program asks for at first. */
public class CollectionEnvironment extends LocalEnvironment {
    public CollectionEnvironment() {
        super.setParallelism(1);
    }

    /** Always 1. */
    @Override
    public int getParallelism() {
        return 1;
    }
}
