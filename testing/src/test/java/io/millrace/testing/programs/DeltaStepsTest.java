package io.millrace.testing.programs;

import static io.millrace.testing.programs.Results.sorted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.accumulators.IntCounter;
import io.millrace.dataflow.aggregators.LongSumAggregator;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichCoGroupFunction;
import io.millrace.dataflow.functions.RichJoinFunction;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.operators.DeltaIteration;
import io.millrace.dataset.operators.IterativeDataSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs do in the steps of loops that change a solution set, and uses that are seldom seen. */
class DeltaStepsTest {
    private static ExecutionEnvironment env(int parallelism) {
        return ExecutionEnvironment.createLocalEnvironment(parallelism);
    }

    private static List<Tuple2<Integer, Integer>> zeros(int count) {
        return IntStream.range(0, count).mapToObj(i -> Tuple2.of(i, 0)).toList();
    }

    // ---- Joins and coGroups with the solution set ----

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void putsNewKeysIntoTheSolutionSetByOuterJoinsOnEitherSide(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop =
                env.fromCollection(zeros(3)).iterateDelta(env.fromElements(2, 100), 4, 0);
        DataSet<Tuple2<Integer, Integer>> left = loop.getWorkset()
                .leftOuterJoin(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with((key, old) -> Tuple2.of(key, old == null ? -1 : old.f1 + 1));
        DataSet<Tuple2<Integer, Integer>> right = loop.getSolutionSet()
                .rightOuterJoin(loop.getWorkset().map(key -> key + 1000))
                .where(0)
                .equalTo(key -> key)
                .with((old, key) -> Tuple2.of(key, old == null ? -7 : old.f1 + 1));
        DataSet<Tuple2<Integer, Integer>> result =
                loop.closeWith(left.union(right), loop.getWorkset().map(key -> key + 1));
        assertThat(sorted(result.collect()))
                .isEqualTo(sorted(List.of(
                        Tuple2.of(0, 0),
                        Tuple2.of(1, 0),
                        Tuple2.of(2, 1),
                        Tuple2.of(3, -1),
                        Tuple2.of(4, -1),
                        Tuple2.of(5, -1),
                        Tuple2.of(100, -1),
                        Tuple2.of(101, -1),
                        Tuple2.of(102, -1),
                        Tuple2.of(103, -1),
                        Tuple2.of(1002, -7),
                        Tuple2.of(1003, -7),
                        Tuple2.of(1004, -7),
                        Tuple2.of(1005, -7),
                        Tuple2.of(1100, -7),
                        Tuple2.of(1101, -7),
                        Tuple2.of(1102, -7),
                        Tuple2.of(1103, -7))));
    }

    @Test
    void refusesToKeepWhatOnlyTheSolutionSetHas() {
        ExecutionEnvironment env = env(2);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop =
                env.fromCollection(zeros(3)).iterateDelta(env.fromElements(2), 4, 0);
        DataSet<Tuple2<Integer, Integer>> all = loop.getSolutionSet()
                .fullOuterJoin(loop.getWorkset())
                .where(0)
                .equalTo(key -> key)
                .with((old, key) -> old);
        assertThatThrownBy(loop.closeWith(all, loop.getWorkset())::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("outer join");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void joinsAndCoGroupsWithTheSolutionSetInOneStep(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop =
                env.fromCollection(zeros(10)).iterateDelta(env.fromElements(1, 1, 2, 50), 3, 0);
        DataSet<Tuple2<Integer, Integer>> joined = loop.getSolutionSet()
                .join(loop.getWorkset())
                .where(0)
                .equalTo(key -> key)
                .with((old, key) -> Tuple2.of(key, 1));
        DataSet<Tuple2<Integer, Integer>> changes = joined.coGroup(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((some, old, out) -> addAll(some, old, out));
        DataSet<Integer> keysOfChanges =
                changes.join(loop.getSolutionSet()).where(0).equalTo(0).with((change, old) -> change.f0);
        assertThat(sorted(loop.closeWith(changes, keysOfChanges).collect()))
                .as("key 1 comes twice in the first superstep, and once in those that follow")
                .isEqualTo(sorted(IntStream.range(0, 10)
                        .mapToObj(key -> Tuple2.of(key, key == 1 ? 4 : key == 2 ? 3 : 0))
                        .toList()));
    }

    private static void addAll(
            Iterable<Tuple2<Integer, Integer>> some,
            Iterable<Tuple2<Integer, Integer>> old,
            Collector<Tuple2<Integer, Integer>> out) {
        Tuple2<Integer, Integer> sum = old.iterator().next();
        int key = sum.f0;
        int total = sum.f1;
        for (Tuple2<Integer, Integer> each : some) {
            total += each.f1;
        }
        out.collect(Tuple2.of(key, total));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keysTheSolutionSetByAnyFieldsInAnyOrder(boolean reuse) throws Exception {
        ExecutionEnvironment env = env(3);
        if (reuse) {
            env.getConfig().enableObjectReuse();
        }
        DataSet<Tuple3<Integer, String, Long>> begin =
                env.generateSequence(0, 29).map(i -> Tuple3.of(0, "k" + i % 10, i / 10));
        DeltaIteration<Tuple3<Integer, String, Long>, Tuple2<Long, String>> loop =
                begin.iterateDelta(env.generateSequence(0, 9).map(i -> Tuple2.of(1L, "k" + i)), 5, 2, 1);
        DataSet<Tuple3<Integer, String, Long>> changes = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(0, 1)
                .equalTo(2, 1)
                .with((work, old) -> Tuple3.of(old.f0 + 1, old.f1, old.f2));
        DataSet<Tuple2<Long, String>> next =
                changes.filter(each -> each.f0 < 3).map(each -> Tuple2.of(each.f2, each.f1));
        assertThat(sorted(loop.closeWith(changes, next).collect()))
                .isEqualTo(sorted(IntStream.range(0, 30)
                        .mapToObj(i -> Tuple3.of(i / 10 == 1 ? 3 : 0, "k" + i % 10, i / 10))
                        .toList()));
    }

    @Test
    void refusesKeysOfTheSolutionSetInAnotherOrder() {
        ExecutionEnvironment env = env(2);
        DataSet<Tuple2<Integer, Integer>> pairs = env.fromCollection(zeros(3));
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop = pairs.iterateDelta(pairs, 4, 0, 1);
        DataSet<Tuple2<Integer, Integer>> turned = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(1, 0)
                .equalTo(1, 0)
                .with((a, b) -> a);
        assertThatThrownBy(loop.closeWith(turned, turned)::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("its own keys");
    }

    // ---- What a step is made of ----

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void takesDeltasThatHaveNotLookedIntoTheSolutionSet(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, Integer>> none = env.fromCollection(zeros(1)).filter(each -> each.f0 > 0);
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop =
                none.iterateDelta(env.fromCollection(zeros(5)), 3, 0);
        DataSet<Tuple2<Integer, Integer>> more = loop.getWorkset().map(each -> Tuple2.of(each.f0 + 5, each.f1 + 1));
        assertThat(sorted(loop.closeWith(loop.getWorkset(), more).collect()))
                .isEqualTo(sorted(IntStream.range(0, 15)
                        .mapToObj(i -> Tuple2.of(i, i / 5))
                        .toList()));
    }

    @Test
    void passesAWorksetOnThatTheStepLeavesAsItIs() throws Exception {
        ExecutionEnvironment env = env(2);
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop =
                env.fromCollection(zeros(4)).iterateDelta(env.fromCollection(zeros(2)), 1, 0);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(0)
                .equalTo(0)
                .with((work, old) -> Tuple2.of(old.f0, old.f1 + 1));
        assertThat(sorted(loop.closeWith(changes, loop.getWorkset()).collect()))
                .as("one superstep is all it may run")
                .isEqualTo(List.of("(0,1)", "(1,1)", "(2,0)", "(3,0)"));
    }

    @Test
    void refusesADeltaAndAWorksetThatDoNotDependOnTheLoop() {
        ExecutionEnvironment env = env(2);
        DataSet<Tuple2<Integer, Integer>> pairs = env.fromCollection(zeros(3));
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop = pairs.iterateDelta(pairs, 4, 0);
        assertThatThrownBy(loop.closeWith(pairs, loop.getWorkset())::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("solution set delta");
        DataSet<Tuple2<Integer, Integer>> others = env(2).fromCollection(zeros(3));
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> other = others.iterateDelta(others, 4, 0);
        assertThatThrownBy(other.closeWith(other.getWorkset(), others)::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("next workset");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void runsOnEmptyInputsOfAllKinds(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DataSet<Tuple2<Integer, Integer>> pairs = env.fromCollection(zeros(4));
        DataSet<Tuple2<Integer, Integer>> none = pairs.filter(each -> each.f0 > 9);
        for (DataSet<Tuple2<Integer, Integer>> solution : List.of(pairs, none)) {
            for (DataSet<Tuple2<Integer, Integer>> workset : List.of(pairs, none)) {
                DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> loop =
                        solution.iterateDelta(workset, 5, 0);
                DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                        .join(loop.getSolutionSet())
                        .where(0)
                        .equalTo(0)
                        .with((work, old) -> Tuple2.of(old.f0, old.f1 + 1))
                        .leftOuterJoin(none)
                        .where(0)
                        .equalTo(0)
                        .with((change, no) -> change);
                assertThat(loop.closeWith(changes, changes).collect())
                        .hasSize(solution == none ? 0 : 4)
                        .allMatch(each -> each.f1 == (workset == none ? 0 : 5));
            }
        }
    }

    // ---- Functions ----

    /** Joins with the solution set, and asks for all there is to ask. */
    private static final class Asking
            extends RichJoinFunction<Integer, Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> {
        private final IntCounter joined = new IntCounter();
        private int superstep;
        private int added;

        @Override
        public void open(OpenContext openContext) {
            superstep = getIterationRuntimeContext().getSuperstepNumber();
            getRuntimeContext().addAccumulator("joined", joined);
            getRuntimeContext().getIntCounter("opened").add(1);
            List<Integer> sizes = getRuntimeContext().getBroadcastVariable("size of the workset");
            added = sizes.get(0);
            LongValue before = getIterationRuntimeContext().getPreviousIterationAggregate("sum");
            if ((superstep == 1) != (before == null)) {
                throw new IllegalStateException("superstep " + superstep + " was told " + before);
            }
        }

        @Override
        public Tuple2<Integer, Integer> join(Integer key, Tuple2<Integer, Integer> old) {
            joined.add(1);
            LongSumAggregator sum = getIterationRuntimeContext().getIterationAggregator("sum");
            sum.aggregate(1);
            return Tuple2.of(key, old.f1 + added);
        }

        @Override
        public void close() {
            getRuntimeContext().getIntCounter("closed").add(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void tellsFunctionsThatLookIntoTheSolutionSetAllThatOthersAreTold(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop = env.fromCollection(zeros(6))
                .iterateDelta(env.fromElements(0, 1, 2, 3, 4, 5), 100, 0)
                .registerAggregator("sum", new LongSumAggregator());
        DataSet<Integer> size = loop.getWorkset().map(key -> 1).reduce(Integer::sum);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with(new Asking())
                .withBroadcastSet(size, "size of the workset");
        DataSet<Integer> next = loop.getWorkset().filter(key -> key > 0).map(key -> key - 1);
        assertThat(sorted(loop.closeWith(changes, next).collect()))
                .as("6, 5, 4, 3, 2, 1 are added to the keys that are left")
                .isEqualTo(List.of("(0,21)", "(1,20)", "(2,18)", "(3,15)", "(4,11)", "(5,6)"));
        Map<String, Object> counted = env.getLastJobExecutionResult().getAllAccumulatorResults();
        assertThat(counted.get("joined")).isEqualTo(21);
        assertThat(counted.get("opened")).isEqualTo(6 * parallelism).isEqualTo(counted.get("closed"));
    }

    private static final class Summing
            extends RichCoGroupFunction<Integer, Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> {
        @Override
        public void open(OpenContext openContext) {
            getRuntimeContext().getIntCounter("opened").add(1);
        }

        @Override
        public void coGroup(
                Iterable<Integer> keys,
                Iterable<Tuple2<Integer, Integer>> old,
                Collector<Tuple2<Integer, Integer>> out) {
            int count = 0;
            int key = 0;
            for (int each : keys) {
                key = each;
                count++;
            }
            for (Tuple2<Integer, Integer> each : old) {
                count += each.f1;
            }
            out.collect(Tuple2.of(
                    key,
                    count
                            * getRuntimeContext()
                                    .<Integer>getBroadcastVariable("factor")
                                    .get(0)));
        }

        @Override
        public void close() {
            getRuntimeContext().getIntCounter("closed").add(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void coGroupsWithTheSolutionSetByARichFunctionWithABroadcastSet(int parallelism) throws Exception {
        ExecutionEnvironment env = env(parallelism);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop =
                env.fromCollection(zeros(3)).iterateDelta(env.fromElements(1, 1, 7), 3, 0);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .coGroup(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with(new Summing())
                .withBroadcastSet(env.fromElements(2), "factor");
        assertThat(sorted(loop.closeWith(changes, loop.getWorkset()).collect()))
                .as("2 * 2; (2 + 4) * 2; (2 + 12) * 2; and 1 * 2; 3 * 2; 7 * 2")
                .isEqualTo(List.of("(0,0)", "(1,28)", "(2,0)", "(7,14)"));
        Map<String, Object> counted = env.getLastJobExecutionResult().getAllAccumulatorResults();
        assertThat(counted.get("opened")).isEqualTo(3 * parallelism).isEqualTo(counted.get("closed"));
    }

    // ---- Programs ----

    @Test
    void runsInOtherParallelismsThanTheRestOfTheProgram() throws Exception {
        ExecutionEnvironment env = env(4);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop = env.fromCollection(zeros(50))
                .iterateDelta(env.generateSequence(0, 49).map(Long::intValue), 6, 0)
                .parallelism(2)
                .name("narrow");
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .map(key -> key)
                .setParallelism(3)
                .join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with((key, old) -> Tuple2.of(key, old.f1 + 1))
                .setParallelism(4);
        DataSet<Integer> next = changes.map(each -> each.f0).setParallelism(1);
        assertThat(loop.closeWith(changes, next)
                        .map(each -> each.f1)
                        .setParallelism(3)
                        .collect())
                .hasSize(50)
                .containsOnly(6);
    }

    @Test
    void feedsBulkLoopsAndIsFedByThem() throws Exception {
        ExecutionEnvironment env = env(2);
        IterativeDataSet<Long> one = env.generateSequence(0, 9).iterate(3);
        DataSet<Integer> keys =
                one.closeWith(one.map(number -> (number + 1) % 10)).map(Long::intValue);
        DataSet<Tuple2<Integer, Integer>> begin = keys.map(key -> Tuple2.of(key, 0));
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop = begin.iterateDelta(keys, 10, 0);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with((key, old) -> Tuple2.of(key, old.f1 + key));
        DataSet<Tuple2<Integer, Integer>> result = loop.closeWith(
                changes,
                loop.getWorkset()
                        .filter(key -> key > 5)
                        .union(keys.filter(key -> key == 7))
                        .distinct(key -> key));
        IterativeDataSet<Integer> last = result.map(each -> each.f0).iterate(2);
        DataSet<Integer> summed = last.closeWith(last.join(result)
                .where(key -> key)
                .equalTo(0)
                .with((key, total) -> key)
                .union(result.filter(each -> each.f0 == 7).map(each -> each.f1)));
        assertThat(sorted(summed.collect()))
                .as("0 to 9, twice joined; 70 has no partner the second time")
                .isEqualTo(sorted(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 70)));
    }

    @Test
    void refusesLoopsInTheStepOfEachOther() throws Exception {
        ExecutionEnvironment env = env(2);
        DataSet<Tuple2<Integer, Integer>> pairs = env.fromCollection(zeros(3));
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> outer =
                pairs.iterateDelta(pairs, 4, 0).name("outer");
        DeltaIteration<Tuple2<Integer, Integer>, Tuple2<Integer, Integer>> inner =
                pairs.iterateDelta(outer.getWorkset(), 4, 0).name("inner");
        DataSet<Tuple2<Integer, Integer>> step = inner.closeWith(inner.getWorkset(), inner.getWorkset());
        assertThatThrownBy(outer.closeWith(step, step)::collect)
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("Nested iterations are currently not supported")
                .hasMessageContaining("'outer'")
                .hasMessageContaining("'inner'");
        // What could not be planned is not tried again with what comes next.
        assertThat(pairs.count()).isEqualTo(3);
    }

    private static final class Failing extends RichMapFunction<Integer, Integer> {
        @Override
        public Integer map(Integer key) {
            if (getIterationRuntimeContext().getSuperstepNumber() == 3 && key == 4) {
                throw new IllegalStateException("no fourth in the third");
            }
            return key;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheFailureOfAFunctionInTheStep(boolean unmanaged) {
        ExecutionEnvironment env = env(3);
        DeltaIteration<Tuple2<Integer, Integer>, Integer> loop =
                env.fromCollection(zeros(6)).iterateDelta(env.fromElements(0, 1, 2, 3, 4, 5), 100, 0);
        loop.setSolutionSetUnManaged(unmanaged);
        DataSet<Tuple2<Integer, Integer>> changes = loop.getWorkset()
                .map(new Failing())
                .join(loop.getSolutionSet())
                .where(key -> key)
                .equalTo(0)
                .with((key, old) -> old);
        assertThatThrownBy(loop.closeWith(changes, loop.getWorkset())::collect)
                .hasStackTraceContaining("no fourth in the third");
    }
}
