package io.millrace.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.BatchShuffleMode;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.RuntimeExecutionMode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TranslationTest {
    /** As on the front page. */
    public static class WordWithCount {
        public String word;
        public long count;

        public WordWithCount() {}

        public WordWithCount(String word, long count) {
            this.word = word;
            this.count = count;
        }
    }

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);

    private static List<String> vertices(JobGraph graph) {
        return graph.vertices().stream()
                .map(v -> v.name() + " x" + v.parallelism())
                .toList();
    }

    private static List<String> edges(JobGraph graph) {
        return graph.edges().stream()
                .map(e -> e.source() + "->" + e.target() + " "
                        + e.pattern().getClass().getSimpleName()
                        + e.sideOutput().map(tag -> " " + tag).orElse(""))
                .toList();
    }

    @Test
    void theFrontPageProgramNeedsNoTypeHint() {
        SingleOutputStreamOperator<WordWithCount> counts = env.socketTextStream("localhost", 9999)
                .flatMap((String line, Collector<WordWithCount> out) -> {
                    for (String word : line.split("\\s")) {
                        out.collect(new WordWithCount(word, 1));
                    }
                })
                .keyBy(wc -> wc.word)
                .sum("count");
        counts.print();
        JobGraph graph = env.getJobGraph();

        assertThat(counts.getType()).isInstanceOf(PojoTypeInfo.class);
        assertThat(vertices(graph))
                .containsExactly("Socket Stream x1", "Flat Map x2", "Keyed Aggregation -> Sink: Print to Std. Out x2");
        assertThat(edges(graph)).containsExactly("0->1 Rebalance", "1->2 Hash");
        assertThat(graph.mode()).isEqualTo(JobGraph.Mode.STREAMING);
    }

    @Test
    void batchModeCombinesFieldAggregationsBeforeTheExchange() {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.fromSequence(1, 10)
                .map(v -> Tuple2.of(v, 1L))
                .returns(Types.TUPLE(Types.LONG, Types.LONG))
                .keyBy(t -> t.f0)
                .sum(1)
                .print();
        JobGraph graph = env.getJobGraph();

        assertThat(graph.mode()).isEqualTo(JobGraph.Mode.BATCH);
        assertThat(vertices(graph))
                .containsExactly(
                        "Sequence Source -> Map -> Combine (Keyed Aggregation) x2",
                        "Keyed Aggregation -> Sink: Print to Std. Out x2");
    }

    @Test
    void batchModeWritesShufflesWholeUnlessTheUserWantsThemPipelined() {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.fromSequence(1, 10).keyBy(v -> v % 3).reduce(Long::sum).print();
        assertThat(env.getJobGraph().edges()).extracting(Edge::mode).containsExactly(ExchangeMode.BLOCKING);

        Configuration pipelined = new Configuration();
        pipelined.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
        env.configure(pipelined);
        assertThat(env.getJobGraph().edges()).extracting(Edge::mode).containsExactly(ExchangeMode.PIPELINED);
    }

    @Test
    void batchModeDoesNotCombineByAUsersFunction() {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.fromSequence(1, 10).keyBy(v -> v % 3).reduce(Long::sum).print();

        assertThat(vertices(env.getJobGraph()))
                .containsExactly("Sequence Source x2", "Keyed Reduce -> Sink: Print to Std. Out x2");
    }

    @Test
    void automaticModeIsBatchExactlyIfAllSourcesEnd() {
        env.setRuntimeMode(RuntimeExecutionMode.AUTOMATIC);
        env.fromSequence(1, 2).print();
        assertThat(env.getJobGraph().mode()).isEqualTo(JobGraph.Mode.BATCH);

        env.socketTextStream("localhost", 1).print();
        assertThat(env.getJobGraph().mode()).isEqualTo(JobGraph.Mode.STREAMING);
    }

    @Test
    void batchModeRefusesASourceThatMayNotEnd() {
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.socketTextStream("localhost", 1).print();

        assertThatThrownBy(env::getJobGraph)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UNBOUNDED source")
                .hasMessageContaining("Socket Stream");
    }

    @Test
    void aUnionIsSeveralEdgesToOneInput() {
        DataStream<Long> one = env.fromSequence(1, 2).name("one");
        DataStream<Long> two = env.fromSequence(3, 4).name("two");
        one.union(two, one).map(v -> v + 1).print();
        JobGraph graph = env.getJobGraph();

        assertThat(vertices(graph)).containsExactly("one x2", "two x2", "Map -> Sink: Print to Std. Out x2");
        assertThat(edges(graph)).containsExactly("0->2 Forward", "1->2 Forward", "0->2 Forward");
    }

    @Test
    void refusesAUnionOfDifferentTypes() {
        DataStream<?> longs = env.fromSequence(1, 2);
        @SuppressWarnings("unchecked")
        DataStream<String> pretended = (DataStream<String>) longs;

        assertThatThrownBy(() -> env.fromElements("a").union(pretended))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("different types");
    }

    @Test
    void sideOutputsAreEdgesWithTheirTag() {
        OutputTag<String> tag = new OutputTag<>("rest", Types.STRING);
        SingleOutputStreamOperator<Long> main =
                env.fromSequence(1, 2).map(v -> v).name("split");
        main.getSideOutput(tag).print("rest");
        main.print("main");

        assertThat(edges(env.getJobGraph())).contains("0->1 Forward rest", "0->2 Forward");
    }

    @Test
    void theExchangeNearestToTheConsumerCounts() {
        env.fromSequence(1, 2).rebalance().broadcast().map(v -> v).global().print();

        assertThat(edges(env.getJobGraph())).containsExactly("0->1 Broadcast", "1->2 Global");
    }

    @Test
    void forwardRefusesAChangeOfParallelism() {
        env.fromSequence(1, 2).forward().map(v -> v).setParallelism(1).print();

        assertThatThrownBy(env::getJobGraph)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Forward partitioning does not allow change of parallelism");
    }

    @Test
    void chainsAreCutWhereTheUserSays() {
        env.fromSequence(1, 2)
                .map(v -> v)
                .name("a")
                .map(v -> v)
                .name("b")
                .startNewChain()
                .map(v -> v)
                .name("c")
                .map(v -> v)
                .name("d")
                .disableChaining()
                .print();

        assertThat(vertices(env.getJobGraph()))
                .containsExactly("Sequence Source -> a x2", "b -> c x2", "d x2", "Sink: Print to Std. Out x2");

        env.disableOperatorChaining();
        assertThat(env.getJobGraph().vertices()).hasSize(6);
    }

    @Test
    void theBufferTimeoutOfAChainIsThatOfItsLastOperator() {
        env.fromSequence(1, 2)
                .setBufferTimeout(7)
                .map(v -> v)
                .setBufferTimeout(0)
                .rebalance()
                .map(v -> v)
                .print();

        assertThat(env.getJobGraph().vertices())
                .extracting(Vertex::bufferTimeout)
                .containsExactly(Duration.ZERO, null);
        assertThatThrownBy(() -> env.fromSequence(1, 2).name("numbers").setBufferTimeout(-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operator 'numbers'")
                .hasMessageContaining("actual=-2 ms");
    }

    @Test
    void slotSharingGroupsComeFromTheInputs() {
        env.fromSequence(1, 2).slotSharingGroup("mine").map(v -> v).print();
        JobGraph graph = env.getJobGraph();

        assertThat(graph.vertices())
                .allMatch(vertex -> vertex.slotSharingGroup().equals("mine"));
    }

    @Test
    void anOperatorsOwnSettingsGoBeforeTheEnvironments() {
        env.setMaxParallelism(64);
        env.fromSequence(1, 2)
                .map(v -> v)
                .setParallelism(3)
                .setMaxParallelism(7)
                .name("own")
                .uid("u-own")
                .print();
        JobGraph graph = env.getJobGraph();

        Vertex own = graph.vertices().stream()
                .filter(v -> v.name().equals("own"))
                .findFirst()
                .orElseThrow();
        assertThat(own.parallelism()).isEqualTo(3);
        assertThat(own.maxParallelism()).isEqualTo(7);
        assertThat(own.chain().get(0).uid()).contains("u-own");
        assertThat(graph.vertex(0).maxParallelism()).isEqualTo(64);
    }

    @Test
    void operatorIdsStayWhenTheProgramIsTranslatedAgain() {
        env.fromSequence(1, 2).map(v -> v).print();

        assertThat(env.getJobGraph().vertex(0).chain().get(1).id())
                .isEqualTo(env.getJobGraph().vertex(0).chain().get(1).id());
    }

    @Test
    void refusesTwoEqualUids() {
        env.fromSequence(1, 2).map(v -> v).uid("same").map(v -> v).uid("same").print();

        assertThatThrownBy(env::getJobGraph)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same");
    }

    @Test
    void refusesOperatorsWithoutUidsIfTheyAreNotToBeMadeUp() {
        env.getConfig().disableAutoGeneratedUIDs();
        env.fromSequence(1, 2).uid("source").map(v -> v).name("nameless").print();

        assertThatThrownBy(env::getJobGraph)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Auto generated UIDs have been disabled")
                .hasMessageContaining("nameless");
    }

    @Test
    void refusesToRunNothing() {
        assertThatThrownBy(() -> env.execute("nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No operators defined in streaming topology. Cannot execute.");
    }

    @Test
    void refusesMoreThanOneInstanceOfWhatCannotBeParallel() {
        assertThatThrownBy(() -> env.fromElements(1, 2).setParallelism(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("non parallel operator must be 1");
    }

    @Test
    void refusesEmptyAndNullElements() {
        assertThatThrownBy(() -> env.fromCollection(List.of())).hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> env.fromCollection(Arrays.asList("a", null))).hasMessageContaining("null element");
        assertThatThrownBy(() -> env.fromSequence(2, 1)).hasMessageContaining("from");
    }

    @Test
    void refusesKeysThatAreEqualByIdentityOnly() {
        assertThatThrownBy(() -> env.fromElements("a").keyBy(v -> new byte[] {1}))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("cannot be used as key");
    }

    @Test
    @SuppressWarnings("deprecation")
    void keysMayBeFields() {
        DataStream<Tuple2<String, Long>> tuples = env.fromElements(Tuple2.of("a", 1L));

        assertThat(tuples.keyBy(0).getKeyType()).isEqualTo(Types.TUPLE(Types.STRING));
        assertThat(tuples.keyBy("f1", "f0").getKeyType()).isEqualTo(Types.TUPLE(Types.LONG, Types.STRING));
    }

    @Test
    void aFunctionThatCannotBeSentIsRefusedByName() {
        Object notSerializable = new Object();

        assertThatThrownBy(() -> env.fromElements("a").map(v -> v + notSerializable))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("serializ");
    }

    @Test
    void graphsGoToTheExecutorOfTheContextWithItsSettings() throws Exception {
        List<JobGraph> seen = new ArrayList<>();
        PipelineExecutor executor = (graph, configuration, loader, results) -> {
            seen.add(graph);
            throw new IOException("only looked at");
        };
        Configuration defaults = new Configuration();
        defaults.set(CoreOptions.DEFAULT_PARALLELISM, 5);
        ExecutionContext context = new ExecutionContext(defaults, Optional.of(executor), Optional.empty());
        try (ExecutionContext.Scope scope = context.enter()) {
            StreamExecutionEnvironment inContext = StreamExecutionEnvironment.getExecutionEnvironment();
            inContext.fromSequence(1, 2).print();
            assertThatThrownBy(() -> inContext.execute("my job")).hasMessage("only looked at");
            assertThatThrownBy(inContext::execute).hasMessageContaining("No operators defined");
        }
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).name()).isEqualTo("my job");
        assertThat(seen.get(0).vertex(0).parallelism()).isEqualTo(5);
        assertThat(ExecutionContext.current()).isEmpty();
    }
}
