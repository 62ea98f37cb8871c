package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.TestTypes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watermarks, idleness, timers, ends and side outputs, within a chain and between tasks. */
class EventsTest {
    private Cluster cluster;

    @BeforeEach
    void start() {
        Ops.reset();
        cluster = new Cluster(2);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static Program program(boolean chained) {
        return chained ? new Program() : new Program().unchained();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsWatermarksInPlaceAmongRecordsAndNeverGoesBack(boolean chained) {
        Program program = program(chained);
        Handle source = program.source("script", 1, Ops.script(1L, "W1", 5L, "W3", "W2", 4L, "W9", "end"));
        Handle same = program.then(source, "same", 1, Ops.each((r, t, out) -> out.collect(r, t)));
        program.then(same, "sink", 1, Ops.eventSink("all"));

        cluster.run(program.build());

        assertThat(Ops.collected("all")).containsExactly("1@1", "W1", "5@5", "W3", "4@4", "W9", "end", "Wmax", "E");
    }

    /** Emits a watermark and a record in one call, in both orders. */
    private static final class Marks implements OneInputOperator<Object, Object> {
        private Output<Object> output;

        @Override
        public void open(OperatorContext context, Output<Object> out) {
            output = out;
        }

        @Override
        public void process(Object record, long timestamp) {
            output.emitWatermark(timestamp - 1);
            output.collect(record, timestamp);
            output.emitWatermark(timestamp);
        }

        @Override
        public boolean forwardsWatermarks() {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handlesWatermarksOfAnOperatorInTheOrderOfItsCallsAndSwallowsTheInputs(boolean chained) {
        Program program = program(chained);
        Handle source = program.source("script", 1, Ops.script(10L, "W100", 20L));
        Handle marks = program.then(source, "marks", 1, (Ops.Maker) Marks::new);
        Handle same = program.then(marks, "same", 1, Ops.each((r, t, out) -> out.collect(r, t)));
        program.then(same, "sink", 1, Ops.eventSink("all"));

        cluster.run(program.build());

        assertThat(Ops.collected("all"))
                .containsExactly("W9", "10@10", "W10", "W19", "20@20", "W20", "E"); // and not the source's last
    }

    /** Keeps records until the watermark passes them, then emits them one at a time. */
    private static final class Hold implements OneInputOperator<Object, Object> {
        private final List<Long> held = new ArrayList<>();

        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public void process(Object record, long timestamp) {
            held.add(timestamp);
        }

        @Override
        public Emission<Object> onWatermark(long watermark) {
            return release(watermark);
        }

        @Override
        public Emission<Object> endInput() {
            return release(Long.MAX_VALUE);
        }

        private Emission<Object> release(long upTo) {
            held.sort(Long::compare);
            return output -> {
                if (held.isEmpty() || held.get(0) > upTo) {
                    return false;
                }
                long time = held.remove(0);
                output.collect(time, time);
                return true;
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAWatermarkReleasesGoesBeforeIt(boolean chained) {
        Program program = program(chained);
        Handle source = program.source("script", 1, Ops.script(3L, 1L, 7L, "W4", 9L));
        Handle first = program.then(source, "hold", 1, (Ops.Maker) Hold::new);
        Handle second = program.then(first, "hold again", 1, (Ops.Maker) Hold::new);
        program.then(second, "sink", 1, Ops.eventSink("all"));

        cluster.run(program.build());

        assertThat(Ops.collected("all")).containsExactly("1@1", "3@3", "W4", "7@7", "9@9", "Wmax", "E");
    }

    /** Writes down what it sees of two inputs. */
    private static final class Both implements TwoInputOperator<Object, Object, Object> {
        private InputSelection selection;
        private Output<Object> output;

        Both(InputSelection first) {
            this.selection = first;
        }

        @Override
        public void open(OperatorContext context, Output<Object> out) {
            output = out;
        }

        @Override
        public InputSelection nextInput() {
            return selection;
        }

        @Override
        public void processLeft(Object record, long timestamp) {
            output.collect("L" + record, timestamp);
        }

        @Override
        public void processRight(Object record, long timestamp) {
            output.collect("R" + record, timestamp);
        }

        @Override
        public Emission<Object> onWatermark(long watermark) {
            output.collect("both at " + (watermark == Long.MAX_VALUE ? "max" : watermark), watermark);
            return Emission.none();
        }

        @Override
        public Emission<Object> endLeft() {
            output.collect("left over", Output.NO_TIMESTAMP);
            selection = InputSelection.ANY;
            return Emission.none();
        }

        @Override
        public Emission<Object> endRight() {
            output.collect("right over", Output.NO_TIMESTAMP);
            selection = InputSelection.ANY;
            return Emission.none();
        }
    }

    @Test
    void readsTheSelectedInputFirstAndMergesWatermarks() {
        Program program = new Program();
        Handle left = program.source("left", 1, Ops.script("a", "W5", "b", "W20"));
        Handle right = program.source("right", 1, Ops.script("x", "W10", "y"));
        Handle both = program.operator("both", 1, (Ops.Maker) () -> new Both(TwoInputOperator.InputSelection.RIGHT), 2);
        program.connect(left, both, 0, new ExchangePattern.Forward(), ExchangeMode.BLOCKING);
        program.connect(right, both, 1, new ExchangePattern.Forward(), ExchangeMode.PIPELINED);
        program.then(both, "sink", 1, Ops.sink("all"));

        cluster.run(program.build());

        // The right has ended when the left is read, so the left's watermarks count alone.
        assertThat(Ops.collected("all"))
                .containsExactly(
                        "Rx", "Ry", "right over", "La", "both at 5", "Lb", "both at 20", "both at max", "left over");
    }

    @Test
    void takesInputsInTurnIfAnyMayBeRead() {
        Program program = new Program();
        Handle left = program.source("left", 2, Ops.numbers(0, 5_000));
        Handle right = program.source("right", 1, Ops.numbers(0, 3_000));
        Handle both = program.operator("both", 2, (Ops.Maker) () -> new Both(TwoInputOperator.InputSelection.ANY), 2);
        program.connect(left, both, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
        program.connect(right, both, 1, new ExchangePattern.Broadcast(), ExchangeMode.PIPELINED);
        program.then(both, "sink", 2, Ops.sink("all"));

        cluster.run(program.build());

        assertThat(Ops.collected("all").stream().filter(r -> r.toString().startsWith("L")))
                .hasSize(5_000);
        assertThat(Ops.collected("all").stream().filter(r -> r.toString().startsWith("R")))
                .hasSize(6_000);
        assertThat(Ops.collected("all").stream().filter("left over"::equals)).hasSize(2);
    }

    @Test
    void anIdleInputDoesNotHoldUpTime() {
        Ops.share("released", new java.util.concurrent.CountDownLatch(1));
        Program program = new Program();
        Handle busy = program.source("busy", 1, Ops.script(1L, "W5"));
        Handle idle = program.source("idle", 1, (Ops.Maker) IdleUntilReleased::new);
        Handle sink = program.operator("sink", 1, Ops.eventSink("all"), 1);
        program.connect(busy, sink, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
        program.connect(idle, sink, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);
        var graph = program.build();

        var job = cluster.submit(graph);
        Cluster.await(() -> Ops.collected("all").contains("W5"));
        Ops.<java.util.concurrent.CountDownLatch>shared("released").countDown();
        Cluster.await(() -> cluster.ends(job).size() == 3);

        assertThat(Ops.collected("all")).containsExactly("1@1", "W5", "8@8", "W9", "Wmax", "E");
    }

    /** Idle, then one record and one watermark. */
    private static final class IdleUntilReleased implements SourceOperator<Object> {
        private OperatorContext context;
        private boolean said;

        @Override
        public void open(OperatorContext opened, Output<Object> output) {
            context = opened;
        }

        @Override
        public Progress next(Output<Object> output) {
            if (!said) {
                said = true;
                output.emitIdle();
            }
            if (Ops.<java.util.concurrent.CountDownLatch>shared("released").getCount() > 0) {
                context.wakeAt(context.processingTime() + 2);
                return Progress.WAITING;
            }
            output.collect(8L, 8);
            output.emitWatermark(9);
            return Progress.END;
        }
    }

    /** Ticks a few times, then ends what waits for its ticks. */
    private static final class Ticks extends Ops.Each<Object, Object> {
        private int ticks;

        Ticks() {
            super((record, timestamp, output) -> {});
        }

        @Override
        public void open(OperatorContext opened, Output<Object> out) throws Exception {
            super.open(opened, out);
            context.wakeAt(context.processingTime() + 1);
        }

        @Override
        public Emission<Object> onTime(long now) {
            ticks++;
            if (ticks < 3) {
                context.wakeAt(now + 1);
            }
            output.collect("tick " + ticks, Output.NO_TIMESTAMP);
            return Emission.none();
        }
    }

    @Test
    void wakesOperatorsAtTheTimeTheyAskedForAlsoWithoutInput() {
        Program program = new Program();
        Handle source = program.source("silent", 1, (Ops.Maker) Silent::new);
        Handle ticks = program.then(source, "ticks", 1, (Ops.Maker) Ticks::new);
        program.then(ticks, "sink", 1, Ops.sink("all"));
        var graph = program.build();

        var job = cluster.submit(graph);
        Cluster.await(() -> Ops.collected("all").size() == 3);
        cluster.cancel(job, graph);

        assertThat(Ops.collected("all")).containsExactly("tick 1", "tick 2", "tick 3");
    }

    /** Never emits and never ends. */
    static final class Silent implements SourceOperator<Object> {
        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public Progress next(Output<Object> output) {
            return Progress.WAITING;
        }
    }

    @Test
    void sendsSideOutputsToThoseWhoReadThemAndDropsTheOthers() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, 100));
        Handle split = program.then(source, "split", 1, (Ops.Maker) () -> new Ops.Each<Long, Long>((n, t, out) -> {
            out.collect(new OutputTag<Long>(n % 2 == 0 ? "even" : "odd", TestTypes.<Long>immutable()), n, t);
            out.collect(n, t);
        }));
        program.then(split, "main", 1, Ops.sink("main"));
        Handle even = program.operator("even", 1, Ops.sink("even"), 1);
        program.connectSide(split, "even", even);

        cluster.run(program.build());

        assertThat(Ops.collected("main")).hasSize(100);
        assertThat(Ops.collected("even")).hasSize(50).allMatch(n -> (Long) n % 2 == 0);
    }
}
