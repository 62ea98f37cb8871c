package io.millrace.testing.programs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.client.ClusterClient;
import io.millrace.client.JobResult;
import io.millrace.client.JobStatusMessage;
import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.TaskInfoImpl;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.functions.DefaultOpenContext;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.functions.util.RuntimeUDFContext;
import io.millrace.dataflow.metrics.groups.UnregisteredMetricsGroup;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.state.ValueState;
import io.millrace.dataflow.state.ValueStateDescriptor;
import io.millrace.dataflow.typeutils.base.IntSerializer;
import io.millrace.dataflow.typeutils.base.StringSerializer;
import io.millrace.dataflow.util.Collector;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.KeyedProcessFunction;
import io.millrace.datastream.functions.sink.DiscardingSink;
import io.millrace.testing.MiniClusterExtension;
import io.millrace.testing.MiniClusterResourceConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What tests of programs ask of a cluster's client, and contexts and serialisers that they make by hand. */
class ClusterClientTest {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @Test
    void aSubmittedJobIsListedAndItsResultHasItsAccumulators(ClusterClient<?> client) throws Exception {
        JobID id = client.submitJob(counting().getJobGraph()).get(20, SECONDS);

        JobResult result = client.requestJobResult(id).get(20, SECONDS);

        assertThat(result.isSuccess()).isTrue();
        assertThat(result.toJobExecutionResult(getClass().getClassLoader()).<Integer>getAccumulatorResult("seen"))
                .isEqualTo(3);
        assertThat(client.getAccumulators(id).get(20, SECONDS)).containsEntry("seen", 3);
        assertThat(client.getJobStatus(id).get(20, SECONDS)).isEqualTo(JobStatus.FINISHED);
        assertThat(client.listJobs().get(20, SECONDS))
                .extracting(JobStatusMessage::getJobId)
                .contains(id);
    }

    @Test
    void aJobOfAnEnvironmentIsCancelledByTheClientWithItsIdOnly(ClusterClient<?> client) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSequence(0, Long.MAX_VALUE).addSink(new DiscardingSink<>());
        JobClient job = env.executeAsync("endless");
        JobID id = job.getJobID();
        await().atMost(20, SECONDS).until(() -> client.getJobStatus(id).get() == JobStatus.RUNNING);

        client.cancel(id).get(20, SECONDS);

        JobResult result = client.requestJobResult(id).get(20, SECONDS);
        assertThat(result.getJobStatus()).isEqualTo(JobStatus.CANCELED);
        assertThat(result.isSuccess()).isFalse();
        assertThatThrownBy(() -> result.toJobExecutionResult(getClass().getClassLoader()))
                .isInstanceOf(JobExecutionException.class);
        assertThat(client.listJobs().get(20, SECONDS)).anySatisfy(message -> {
            assertThat(message.getJobName()).isEqualTo("endless");
            assertThat(message.getJobState()).isEqualTo(JobStatus.CANCELED);
        });
    }

    @Test
    void aJobThatNobodySubmittedIsRefusedByName(ClusterClient<?> client) {
        JobID unknown = new JobID(1, 2);
        CompletableFuture<JobStatus> status = client.getJobStatus(unknown);

        assertThatThrownBy(() -> status.get(20, SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(unknown.toString());
    }

    @Test
    void stateIsKeptByTheSerializersThatItsDescriptorsName() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        List<String> last = new ArrayList<>();
        env.fromData("a", "b", "a", "a", "b")
                .keyBy(word -> word)
                .process(new Remembering())
                .executeAndCollect()
                .forEachRemaining(last::add);

        assertThat(last).containsExactlyInAnyOrder("1[a]", "2[a, a]", "3[a, a, a]", "1[b]", "2[b, b]");
    }

    @Test
    void aRichFunctionRunsOutsideAJobInAContextMadeByHand() throws Exception {
        RuntimeUDFContext context = new RuntimeUDFContext(
                new TaskInfoImpl("task", 4, 1, 2, 0),
                getClass().getClassLoader(),
                new ExecutionConfig(),
                new HashMap<>(Map.of("file", CompletableFuture.completedFuture(new Path("/there/it/is")))),
                new HashMap<>(),
                UnregisteredMetricsGroup.createOperatorMetricGroup());
        context.setBroadcastVariable("data", List.of(5, 6));
        Counting function = new Counting();
        function.setRuntimeContext(context);
        function.open(DefaultOpenContext.INSTANCE);

        assertThat(function.map(7L)).isEqualTo(7L);

        assertThat(context.getIntCounter("seen").getLocalValue()).isEqualTo(1);
        assertThat(context.getIndexOfThisSubtask()).isEqualTo(1);
        assertThat(context.<Integer>getBroadcastVariable("data")).containsExactly(5, 6);
        assertThat(context.<Integer, Integer>getBroadcastVariableWithInitializer("data", data -> {
                    int sum = 0;
                    for (int value : data) {
                        sum += value;
                    }
                    return sum;
                }))
                .isEqualTo(11);
        assertThat(context.getDistributedCache().getFile("file")).hasToString("/there/it/is");
        assertThatThrownBy(() -> context.getState(new ValueStateDescriptor<>("kept", Integer.class)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'kept'");
    }

    private static StreamExecutionEnvironment counting() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromData(1L, 2L, 3L).map(new Counting()).addSink(new DiscardingSink<>());
        return env;
    }

    private static final class Counting extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;
        private final IntCounter seen = new IntCounter();

        @Override
        public void open(OpenContext openContext) {
            getRuntimeContext().addAccumulator("seen", seen);
        }

        @Override
        public Long map(Long value) {
            seen.add(1);
            return value;
        }
    }

    private static final class Remembering extends KeyedProcessFunction<String, String, String> {
        private static final long serialVersionUID = 1L;
        private transient @Nullable ValueState<Integer> count;
        private transient @Nullable ListState<String> words;
        private transient @Nullable MapState<String, Integer> lengths;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", IntSerializer.INSTANCE));
            lengths = getRuntimeContext()
                    .getMapState(
                            new MapStateDescriptor<>("lengths", StringSerializer.INSTANCE, IntSerializer.INSTANCE));
            words = getRuntimeContext().getListState(new ListStateDescriptor<>("words", StringSerializer.INSTANCE));
        }

        @Override
        public void processElement(String word, Context ctx, Collector<String> out) throws Exception {
            ValueState<Integer> counted = Objects.requireNonNull(count);
            ListState<String> kept = Objects.requireNonNull(words);
            Integer before = counted.value();
            counted.update(before == null ? 1 : before + 1);
            Objects.requireNonNull(lengths).put(word + counted.value(), word.length());
            kept.add(word);
            List<String> all = new ArrayList<>();
            kept.get().forEach(all::add);
            int letters = 0;
            for (int length : Objects.requireNonNull(lengths).values()) {
                letters += length;
            }
            out.collect(letters + all.toString());
        }
    }
}
