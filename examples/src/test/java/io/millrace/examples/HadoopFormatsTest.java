package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.hadoop.HadoopInputs;
import io.millrace.dataset.hadoop.HadoopUtils;
import io.millrace.dataset.hadoop.mapred.HadoopMapFunction;
import io.millrace.dataset.hadoop.mapred.HadoopOutputFormat;
import io.millrace.dataset.hadoop.mapred.HadoopReduceCombineFunction;
import io.millrace.dataset.hadoop.mapred.HadoopReduceFunction;
import io.millrace.testing.MiniClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.MapReduceBase;
import org.apache.hadoop.mapred.Mapper;
import org.apache.hadoop.mapred.OutputCollector;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Hadoop's formats, mappers and reducers in batch programs: each writes and reads real files. */
class HadoopFormatsTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

    private static final String[] EXPECTED = {"be\t2", "not\t1", "or\t1", "to\t2"};

    @TempDir
    Path directory;

    /** Emits the same two objects again and again, as mappers do. */
    public static final class Words extends MapReduceBase implements Mapper<LongWritable, Text, Text, IntWritable> {
        private final Text word = new Text();
        private final IntWritable one = new IntWritable(1);
        private int leastLength;

        @Override
        public void configure(JobConf job) {
            leastLength = job.getInt("words.least", 0);
        }

        @Override
        public void map(LongWritable offset, Text line, OutputCollector<Text, IntWritable> out, Reporter reporter)
                throws IOException {
            for (String part : line.toString().split(" ")) {
                if (part.length() >= leastLength) {
                    word.set(part);
                    out.collect(word, one);
                    reporter.progress();
                }
            }
        }
    }

    public static final class Sums extends MapReduceBase implements Reducer<Text, IntWritable, Text, IntWritable> {
        private final IntWritable sum = new IntWritable();

        @Override
        public void reduce(
                Text key, Iterator<IntWritable> values, OutputCollector<Text, IntWritable> out, Reporter reporter)
                throws IOException {
            int total = 0;
            while (values.hasNext()) {
                total += values.next().get();
            }
            sum.set(total);
            out.collect(key, sum);
        }
    }

    private Path input() throws IOException {
        Path file = directory.resolve("in.txt");
        Files.writeString(file, "to be\nor not\nto be\n");
        return file;
    }

    private static List<String> linesIn(Path output) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(output)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.startsWith("_")) {
                    assertThat(name).matches("[0-9]+");
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        return lines;
    }

    private DataSet<Tuple2<Text, IntWritable>> words(ExecutionEnvironment env, JobConf settings) throws IOException {
        return env.createInput(HadoopInputs.readHadoopFile(
                        new TextInputFormat(), LongWritable.class, Text.class, input().toString()))
                .flatMap(new HadoopMapFunction<>(new Words(), settings));
    }

    @Test
    void wordsAreCountedByMapperAndReducerOfTheOlderInterface() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        Path output = directory.resolve("out");
        JobConf job = new JobConf();
        org.apache.hadoop.mapred.FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(output.toUri()));
        words(env, new JobConf())
                .groupBy(0)
                .reduceGroup(new HadoopReduceCombineFunction<>(new Sums(), new Sums()))
                .output(new HadoopOutputFormat<>(new TextOutputFormat<>(), job));
        env.execute();
        assertThat(linesIn(output)).containsExactlyInAnyOrder(EXPECTED);
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(output.resolve("_temporary")).doesNotExist();
    }

    @Test
    void theMapperHearsItsSettings() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        JobConf settings = new JobConf();
        settings.setInt("words.least", 3);
        assertThat(words(env, settings)
                        .groupBy(0)
                        .reduceGroup(new HadoopReduceFunction<>(new Sums()))
                        .collect())
                .containsExactly(Tuple2.of(new Text("not"), new IntWritable(1)));
    }

    @Test
    void formatsOfTheNewerInterfaceReadAndWrite() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        Path output = directory.resolve("out");
        Job job = Job.getInstance();
        org.apache.hadoop.mapreduce.lib.output.FileOutputFormat.setOutputPath(
                job, new org.apache.hadoop.fs.Path(output.toUri()));
        env.createInput(HadoopInputs.readHadoopFile(
                        new org.apache.hadoop.mapreduce.lib.input.TextInputFormat(),
                        LongWritable.class,
                        Text.class,
                        input().toString()))
                .map(line -> Tuple2.of(line.f1, new IntWritable(line.f1.getLength())))
                .output(new io.millrace.dataset.hadoop.mapreduce.HadoopOutputFormat<>(
                        new org.apache.hadoop.mapreduce.lib.output.TextOutputFormat<>(), job));
        env.execute();
        assertThat(linesIn(output)).containsExactlyInAnyOrder("to be\t5", "or not\t6", "to be\t5");
        assertThat(output.resolve("_SUCCESS")).exists();
    }

    @Test
    void sequenceFilesAreReadAsTheyWereWritten() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        Path output = directory.resolve("sequence");
        JobConf job = new JobConf();
        job.setOutputKeyClass(LongWritable.class);
        job.setOutputValueClass(Text.class);
        org.apache.hadoop.mapred.FileOutputFormat.setOutputPath(job, new org.apache.hadoop.fs.Path(output.toUri()));
        env.generateSequence(1, 20)
                .map(n -> Tuple2.of(new LongWritable(n), new Text("n" + n)))
                .output(new HadoopOutputFormat<>(new SequenceFileOutputFormat<>(), job));
        env.execute();
        List<Tuple2<LongWritable, Text>> read = env.createInput(
                        HadoopInputs.readSequenceFile(LongWritable.class, Text.class, output.toString()))
                .collect();
        assertThat(read)
                .hasSize(20)
                .contains(
                        Tuple2.of(new LongWritable(7), new Text("n7")),
                        Tuple2.of(new LongWritable(20), new Text("n20")));
    }

    @Test
    void optionsOfHadoopsProgramsBecomeParameters() throws Exception {
        assertThat(HadoopUtils.paramsFromGenericOptionsParser(new String[] {"-D", "input=a", "-D", "n=3"})
                        .toMap())
                .containsEntry("input", "a")
                .containsEntry("n", "3");
    }
}
