package io.millrace.jobmanager.coordinator;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.IOException;
import java.util.List;

/** What the coordinator of an operator is offered: makes facts of what it says. Any thread may use it. */
final class MemberContext implements CoordinatorContext {
    /** What becomes of what it wants. */
    interface Ways {
        /** A word to tasks; how those stand who said it follows, also if a thread of their own did. */
        void say(CoordinatorMember member, CoordinatorHost.Fact word);

        /** A word to the job or its client. */
        void tell(CoordinatorHost.Fact fact);

        /** In the job's order of calls, unless the job has failed or ended by then. */
        void execute(CoordinatorMember member, long delayMs, Runnable action);

        long now();

        void fail(CoordinatorMember member, Throwable cause);
    }

    private final JobID job;
    private final CoordinatorMember member;
    private final ReadableConfig configuration;
    private final ClassLoader loader;
    private final JobFiles files;
    private final Ways ways;

    MemberContext(
            JobID job,
            CoordinatorMember member,
            ReadableConfig configuration,
            ClassLoader loader,
            JobFiles files,
            Ways ways) {
        this.job = job;
        this.member = member;
        this.configuration = configuration;
        this.loader = loader;
        this.files = files;
        this.ways = ways;
    }

    @Override
    public JobID job() {
        return job;
    }

    @Override
    public String operatorName() {
        return member.operator();
    }

    @Override
    public int parallelism() {
        return member.vertex.parallelism();
    }

    @Override
    public ReadableConfig configuration() {
        return configuration;
    }

    @Override
    public ClassLoader userClassLoader() {
        return loader;
    }

    @Override
    public Path checkpointDirectory() throws IOException {
        return files.directory(job, configuration);
    }

    @Override
    public FileSystem fileSystem(Path path) throws IOException {
        return files.of(path);
    }

    @Override
    public void progressed() {
        ways.tell(new CoordinatorHost.Progressed(job));
    }

    @Override
    public long processingTime() {
        return ways.now();
    }

    @Override
    public void giveSplits(int subtask, List<byte[]> splits) {
        check(subtask);
        ways.say(member, new CoordinatorHost.SplitsGiven(job, member.vertex.index(), subtask, splits, false));
    }

    @Override
    public void noMoreSplits(int subtask) {
        check(subtask);
        ways.say(member, new CoordinatorHost.SplitsGiven(job, member.vertex.index(), subtask, List.of(), true));
    }

    @Override
    public void tell(int subtask, byte[] message) {
        check(subtask);
        ways.say(member, new CoordinatorHost.Told(job, member.vertex.index(), member.place, subtask, message));
    }

    @Override
    public void sayToClient(String name, byte[] payload) {
        ways.tell(new CoordinatorHost.ClientTold(job, name, payload));
    }

    @Override
    public void execute(Runnable action) {
        ways.execute(member, 0, action);
    }

    @Override
    public void executeAfter(long delayMs, Runnable action) {
        ways.execute(member, delayMs, action);
    }

    @Override
    public void fail(Throwable cause) {
        ways.fail(member, cause);
    }

    private void check(int subtask) {
        if (subtask < 0 || subtask >= member.vertex.parallelism()) {
            throw new IllegalArgumentException("operator '" + member.operator() + "': expected a subtask of 0 to "
                    + (member.vertex.parallelism() - 1) + ", found " + subtask);
        }
    }
}
