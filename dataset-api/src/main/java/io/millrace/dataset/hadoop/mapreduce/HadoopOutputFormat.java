package io.millrace.dataset.hadoop.mapreduce;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FinalizeOnMaster;
import io.millrace.dataflow.io.InitializeOnMaster;
import io.millrace.dataflow.io.RichOutputFormat;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.hadoop.FormatParts;
import io.millrace.dataset.hadoop.HadoopCalls;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.security.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Writes pairs by an output format of {@code org.apache.hadoop.mapreduce}, with the format's committer: each attempt writes for
 * itself, commits when it has written all, and the job commits when all have. Files are named 1, 2 and so on, with the
 * format's extension.
 */
public class HadoopOutputFormat<K, V> extends RichOutputFormat<Tuple2<K, V>>
        implements InitializeOnMaster, FinalizeOnMaster {
    private static final long serialVersionUID = 1L;
    private static final JobID JOB = new JobID();
    private static final String BASE_NAME = "mapreduce.output.basename";
    private static final String OUTPUT_DIRECTORY = "mapreduce.output.fileoutputformat.outputdir";
    private static final Pattern TEMPORARY_NAME = Pattern.compile("tmp-r-(\\d+)(.*)");

    private transient OutputFormat<K, V> mapreduceOutputFormat;
    private transient org.apache.hadoop.conf.Configuration configuration;
    private transient Credentials credentials;
    private transient @Nullable RecordWriter<K, V> writer;
    private transient @Nullable OutputCommitter committer;
    private transient @Nullable TaskAttemptContext attempt;

    /** @param job its settings and credentials are taken over as they are now */
    public HadoopOutputFormat(OutputFormat<K, V> mapreduceOutputFormat, Job job) {
        this.mapreduceOutputFormat = Objects.requireNonNull(mapreduceOutputFormat, "OutputFormat may not be null");
        this.configuration = new org.apache.hadoop.conf.Configuration(job.getConfiguration());
        this.configuration.set(BASE_NAME, "tmp");
        this.credentials = new Credentials(job.getCredentials());
    }

    public org.apache.hadoop.conf.Configuration getConfiguration() {
        return configuration;
    }

    @Override
    public void configure(Configuration parameters) {
        if (mapreduceOutputFormat instanceof Configurable configurable) {
            configurable.setConf(configuration);
        }
    }

    @Override
    public void initializeGlobal(int parallelism) throws IOException {
        jobCommitter().setupJob(jobContext());
    }

    @Override
    public void open(int taskNumber, int numTasks) throws IOException {
        openAttempt(taskNumber, 0);
    }

    @Override
    public void open(InitializationContext context) throws IOException {
        openAttempt(context.getTaskNumber(), context.getAttemptNumber());
    }

    private void openAttempt(int taskNumber, int attemptNumber) throws IOException {
        TaskAttemptContext mine = context(taskNumber + 1, attemptNumber);
        attempt = mine;
        OutputCommitter ours = committerOf(mine);
        committer = ours;
        ours.setupTask(mine);
        writer = HadoopCalls.interruptibly(() -> mapreduceOutputFormat.getRecordWriter(mine));
    }

    @Override
    public void writeRecord(Tuple2<K, V> record) throws IOException {
        RecordWriter<K, V> open = Objects.requireNonNull(writer, "the format is not open");
        HadoopCalls.runInterruptibly(() -> open.write(record.f0, record.f1));
    }

    @Override
    public void close() throws IOException {
        RecordWriter<K, V> open = writer;
        writer = null;
        if (open == null) {
            return;
        }
        TaskAttemptContext mine = Objects.requireNonNull(attempt);
        OutputCommitter ours = Objects.requireNonNull(committer);
        HadoopCalls.runInterruptibly(() -> open.close(mine));
        if (ours.needsTaskCommit(mine)) {
            ours.commitTask(mine);
        }
    }

    @Override
    public void finalizeGlobal(FinalizationContext context) throws IOException {
        jobCommitter().commitJob(jobContext());
        String directory = configuration.get(OUTPUT_DIRECTORY);
        if (directory != null) {
            nameByNumber(new Path(directory));
        }
    }

    // Also a second time, after a failure in between: what has its name already is no longer found under the other.
    private static void nameByNumber(Path directory) throws IOException {
        FileSystem files = directory.getFileSystem();
        if (!files.exists(directory)) {
            return;
        }
        for (FileStatus file : files.listStatus(directory)) {
            Matcher name = TEMPORARY_NAME.matcher(file.getPath().getName());
            if (name.matches()) {
                int number = Integer.parseInt(name.group(1));
                files.rename(file.getPath(), new Path(directory, number + name.group(2)));
                Path checksum = new Path(directory, "." + file.getPath().getName() + ".crc");
                if (files.exists(checksum)) {
                    files.delete(checksum, false);
                }
            }
        }
    }

    private TaskAttemptContext context(int task, int attemptNumber) {
        TaskAttemptID id = new TaskAttemptID("", 0, TaskType.REDUCE, task, attemptNumber);
        configuration.set("mapreduce.task.attempt.id", id.toString());
        configuration.setInt("mapreduce.task.partition", task);
        TaskAttemptContext made = new TaskAttemptContextImpl(configuration, id);
        made.getCredentials().addAll(credentials);
        return made;
    }

    private JobContext jobContext() {
        return new JobContextImpl(configuration, JOB);
    }

    private OutputCommitter jobCommitter() throws IOException {
        return committerOf(context(0, 0));
    }

    private OutputCommitter committerOf(TaskAttemptContext context) throws IOException {
        return HadoopCalls.interruptibly(() -> mapreduceOutputFormat.getOutputCommitter(context));
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        new FormatParts<>(mapreduceOutputFormat.getClass(), configuration, credentials).write(out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        FormatParts<org.apache.hadoop.conf.Configuration> parts =
                FormatParts.read(new org.apache.hadoop.conf.Configuration(false), in);
        configuration = parts.settings();
        credentials = parts.credentials();
        mapreduceOutputFormat = parts.newFormat();
    }
}
