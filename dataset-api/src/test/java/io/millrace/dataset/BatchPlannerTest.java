package io.millrace.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.BatchShuffleMode;
import io.millrace.dataflow.ExecutionMode;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.graph.Edge;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.Vertex;
import io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.aggregation.UnsupportedAggregationTypeException;
import io.millrace.dataset.io.DiscardingOutputFormat;
import io.millrace.operators.join.HashJoinFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
    private static List<String> names(JobGraph graph) {
        return graph.vertices().stream().map(Vertex::name).toList();
    }

    private static List<String> exchanges(JobGraph graph) {
        return graph.edges().stream()
                .map(edge -> edge.pattern().getClass().getSimpleName() + " " + edge.mode())
                .toList();
    }

    @Test
    void chainsTheCombinerOfWordCountBeforeItsOnlyExchange() throws Exception {
        JobGraph graph = Planned.graphOf(env -> env.generateSequence(1, 10)
                .map(number -> new Tuple2<>("word" + number, 1))
                .name("split")
                .groupBy(0)
                .sum(1)
                .name("count")
                .output(new DiscardingOutputFormat<>())
                .name("drop"));

        assertThat(names(graph)).containsExactly("Sequence 1 to 10 -> split -> Combine count", "count -> drop");
        assertThat(exchanges(graph)).containsExactly("Hash PIPELINED");
        assertThat(graph.vertices()).extracting(Vertex::parallelism).containsOnly(4);
        assertThat(graph.mode()).isEqualTo(JobGraph.Mode.BATCH);
    }

    private static List<String> exchangesOfWordCount(ExecutionMode mode, Configuration more) throws Exception {
        return exchanges(Planned.graphOf(more, env -> {
            env.getConfig().setExecutionMode(mode);
            env.generateSequence(1, 10)
                    .map(number -> new Tuple2<>("word" + number, 1))
                    .groupBy(0)
                    .sum(1)
                    .output(new DiscardingOutputFormat<>());
        }));
    }

    @Test
    void writesExchangesWholeWhereTheUserWantsIt() throws Exception {
        Configuration none = new Configuration();
        assertThat(exchangesOfWordCount(ExecutionMode.PIPELINED, none)).containsExactly("Hash PIPELINED");
        assertThat(exchangesOfWordCount(ExecutionMode.BATCH, none)).containsExactly("Hash BLOCKING");
        assertThat(exchangesOfWordCount(ExecutionMode.BATCH_FORCED, none))
                .as("nothing is chained over what is written whole")
                .containsExactly("Forward BLOCKING", "Forward BLOCKING", "Hash BLOCKING", "Forward BLOCKING");
        Configuration shuffles = new Configuration();
        shuffles.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_BLOCKING);
        assertThat(exchangesOfWordCount(ExecutionMode.PIPELINED, shuffles)).containsExactly("Hash BLOCKING");
    }

    @Test
    void endsUngroupedReducesInOneSubtaskAfterReducingWhereTheRecordsAre() throws Exception {
        JobGraph graph = Planned.graphOf(env -> env.generateSequence(1, 10)
                .reduce(Long::sum)
                .output(new DiscardingOutputFormat<>())
                .setParallelism(1));

        assertThat(names(graph).get(0)).isEqualTo("Sequence 1 to 10 -> Combine Reduce");
        assertThat(exchanges(graph)).containsExactly("Global PIPELINED");
        assertThat(graph.vertex(1).parallelism()).isEqualTo(1);
    }

    @Test
    void makesBothSidesOfASelfJoinBlockingSoThatNoneCanStarveTheOther() throws Exception {
        JobGraph graph = Planned.graphOf(env -> {
            DataSet<Long> numbers = env.generateSequence(1, 10);
            numbers.join(numbers.map(number -> number + 1))
                    .where(number -> number)
                    .equalTo(number -> number)
                    .output(new DiscardingOutputFormat<>());
        });

        Edge build = inputOf(graph, "Join", 0);
        Edge probe = inputOf(graph, "Join", 1);
        assertThat(probe.mode()).isEqualTo(ExchangeMode.BLOCKING);
        assertThat(build.mode())
                .as("it would lead around the other: the join begins when both are whole")
                .isEqualTo(ExchangeMode.BLOCKING);
        assertThat(buildsLeft(graph, build.target())).isTrue();
    }

    @Test
    void buildsTheTableOfTheSideThatTheHintNames() throws Exception {
        JobGraph graph = Planned.graphOf(env -> env.generateSequence(1, 10)
                .join(env.generateSequence(5, 20), JoinHint.REPARTITION_HASH_SECOND)
                .where(number -> number)
                .equalTo(number -> number)
                .output(new DiscardingOutputFormat<>()));

        assertThat(buildsLeft(graph, inputOf(graph, "Join", 0).target())).isFalse();
    }

    private static boolean buildsLeft(JobGraph graph, int vertex) throws Exception {
        Object factory =
                graph.vertex(vertex).chain().get(0).factory().deserializeValue(BatchPlannerTest.class.getClassLoader());
        return ((HashJoinFactory<?, ?, ?, ?>) factory).buildsLeft();
    }

    @Test
    void pipelinesBothSidesOfAJoinThatShareNothing() throws Exception {
        JobGraph graph = Planned.graphOf(env -> env.generateSequence(1, 10)
                .join(env.generateSequence(5, 20))
                .where(number -> number)
                .equalTo(number -> number)
                .output(new DiscardingOutputFormat<>()));

        assertThat(graph.edges()).extracting(Edge::mode).containsOnly(ExchangeMode.PIPELINED);
    }

    @Test
    void sendsTheTinySideEverywhereAndLeavesTheOtherWhereItIs() throws Exception {
        JobGraph graph = Planned.graphOf(env -> env.generateSequence(1, 10)
                .join(env.generateSequence(5, 20), JoinHint.BROADCAST_HASH_SECOND)
                .where(number -> number)
                .equalTo(number -> number)
                .output(new DiscardingOutputFormat<>()));

        assertThat(inputOf(graph, "Join", 0).pattern()).isInstanceOf(ExchangePattern.Forward.class);
        assertThat(inputOf(graph, "Join", 1).pattern()).isInstanceOf(ExchangePattern.Broadcast.class);
    }

    @Test
    void leadsAllInputsOfAUnionToTheConsumerItself() throws Exception {
        JobGraph graph = Planned.graphOf(env -> env.generateSequence(1, 2)
                .union(env.generateSequence(3, 4))
                .union(env.generateSequence(5, 6))
                .distinct()
                .output(new DiscardingOutputFormat<>()));

        assertThat(graph.vertices()).hasSize(4);
        assertThat(names(graph)).filteredOn(name -> name.contains("Combine")).hasSize(3);
        assertThat(graph.inputsOf(3)).hasSize(3).extracting(Edge::input).containsOnly(0);
    }

    @Test
    void readsASharedDataSetOnce() throws Exception {
        JobGraph graph = Planned.graphOf(env -> {
            DataSet<Long> numbers = env.generateSequence(1, 10);
            numbers.output(new DiscardingOutputFormat<>());
            numbers.map(number -> -number).output(new DiscardingOutputFormat<>());
        });

        assertThat(names(graph)).filteredOn(name -> name.startsWith("Sequence")).hasSize(1);
    }

    @Test
    void takesLambdasThatReturnTuplesWithoutHintsIntoUnionsAndGroups() throws Exception {
        JobGraph graph = Planned.graphOf(env -> {
            DataSet<Tuple2<Long, Integer>> ones = env.generateSequence(1, 3).map(n -> new Tuple2<>(n, 1));
            DataSet<Tuple2<Long, Integer>> twos = env.generateSequence(1, 3)
                    .flatMap((Long n, Collector<Tuple2<Long, Integer>> out) -> out.collect(new Tuple2<>(n, 2)));
            ones.union(twos).groupBy(0).sum(1).output(new DiscardingOutputFormat<>());
        });

        assertThat(exchanges(graph)).containsOnly("Hash PIPELINED").hasSize(2);
    }

    @Test
    void refusesJoinKeysOfDifferentTypesNamingBoth() {
        assertThatThrownBy(() -> Planned.graphOf(env -> env.fromElements(new Tuple2<>("a", 1))
                        .join(env.fromElements(new Tuple2<>("a", 1)))
                        .where(0)
                        .equalTo(1)
                        .output(new DiscardingOutputFormat<>())))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("not compatible")
                .hasMessageContaining("String")
                .hasMessageContaining("Integer");
    }

    @Test
    void refusesToSumAFieldThatIsNoNumberNamingTheField() {
        assertThatThrownBy(() -> Planned.graphOf(
                        env -> env.fromElements(new Tuple2<>("a", 1)).sum(0).output(new DiscardingOutputFormat<>())))
                .isInstanceOf(UnsupportedAggregationTypeException.class)
                .hasMessageContaining("f0");
    }

    @Test
    void refusesToExecuteWithoutSinksAndAgainWithoutNewOnes() {
        assertThatThrownBy(() -> Planned.graphOf(env -> env.generateSequence(1, 2)))
                .hasMessageContaining("No data sinks have been created yet");
    }

    @Test
    void refusesOuterJoinHintsThatCannotKeepUnmatchedRecords() {
        assertThatThrownBy(() -> Planned.graphOf(env -> env.generateSequence(1, 2)
                        .leftOuterJoin(env.generateSequence(1, 2), JoinHint.BROADCAST_HASH_FIRST)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("BROADCAST_HASH_FIRST");
    }

    @Test
    void refusesCsvOfRecordsThatAreNoTuples() {
        assertThatThrownBy(
                        () -> Planned.graphOf(env -> env.generateSequence(1, 2).writeAsCsv("file:///nowhere")))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("tuple");
    }

    private static Edge inputOf(JobGraph graph, String vertexName, int input) {
        Vertex vertex = graph.vertices().stream()
                .filter(v -> v.name().startsWith(vertexName))
                .findFirst()
                .orElseThrow();
        return graph.inputsOf(vertex.index()).stream()
                .filter(edge -> edge.input() == input)
                .findFirst()
                .orElseThrow();
    }
}
