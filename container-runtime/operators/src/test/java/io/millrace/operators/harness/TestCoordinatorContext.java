package io.millrace.operators.harness;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes down, one line each, what a coordinator did to the world. */
public final class TestCoordinatorContext implements CoordinatorContext {
    /** A message to a subtask, or to the client. */
    public record Said(String to, byte[] message) {}

    public final Configuration configuration = new Configuration();
    public final List<List<byte[]>> splits = new ArrayList<>();
    public final List<Integer> ended = new ArrayList<>();
    public final List<Said> said = new ArrayList<>();
    private final JobID job;
    private final int parallelism;

    public TestCoordinatorContext(JobID job, int parallelism) {
        this.job = job;
        this.parallelism = parallelism;
        for (int i = 0; i < parallelism; i++) {
            splits.add(new ArrayList<>());
        }
    }

    @Override
    public JobID job() {
        return job;
    }

    @Override
    public String operatorName() {
        return "op";
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public ClassLoader userClassLoader() {
        return TestCoordinatorContext.class.getClassLoader();
    }

    @Override
    public Path checkpointDirectory() {
        throw new UnsupportedOperationException("these operators keep no files");
    }

    @Override
    public FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem();
    }

    @Override
    public void progressed() {
        // Nobody counts losses here.
    }

    @Override
    public long processingTime() {
        return 0;
    }

    @Override
    public void giveSplits(int subtask, List<byte[]> given) {
        splits.get(subtask).addAll(given);
    }

    @Override
    public void noMoreSplits(int subtask) {
        ended.add(subtask);
    }

    @Override
    public void tell(int subtask, byte[] message) {
        said.add(new Said("subtask " + subtask, message));
    }

    @Override
    public void sayToClient(String name, byte[] payload) {
        said.add(new Said("client " + name, payload));
    }

    @Override
    public void execute(Runnable action) {
        action.run();
    }

    @Override
    public void executeAfter(long delayMs, Runnable action) {
        throw new AssertionError("no coordinator here waits");
    }

    @Override
    public void fail(Throwable cause) {
        throw new AssertionError(cause);
    }
}
