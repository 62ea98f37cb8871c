package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import io.millrace.taskmanager.kit.TestTypes;
import io.millrace.taskmanager.kit.TestTypes.Box;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users may keep and change what they emitted; others must not see it, unless they asked for reuse within a chain. */
class CopyRuleTest {
    private static final int RECORDS = 3_000;

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

    /** Emits one and the same box again and again, with another value each time. */
    private static final class SameBox extends Ops.Each<Long, Box> {
        private final Box box = new Box(-1);

        SameBox() {
            super((n, t, out) -> {});
        }

        @Override
        public void process(Long n, long timestamp) {
            box.value = n;
            output.collect(box, timestamp);
            box.value = -n;
        }
    }

    /** Changes what it gets before it passes it on. */
    private static Ops.Maker spoils() {
        return Ops.<Box, Box>each((box, t, out) -> {
            box.value += 1_000_000;
            out.collect(box, t);
        });
    }

    private static List<Long> values(String sink) {
        return Ops.collected(sink).stream().map(box -> ((Box) box).value).toList();
    }

    private static List<Long> numbers(long plus) {
        return LongStream.range(0, RECORDS).mapToObj(n -> n + plus).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void copiesWhatCrossesAnExchangeWithReuseOnOrOff(boolean reuse) {
        Program program = new Program().unchained();
        if (reuse) {
            program.objectReuse();
        }
        Handle source = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        Handle boxes = program.then(source, "boxes", 1, (Ops.Maker) SameBox::new);
        program.type(TestTypes.box()).then(boxes, "sink", 1, Ops.sink("all"));

        cluster.run(program.build());

        assertThat(values("all")).isEqualTo(numbers(0));
    }

    @Test
    void givesEachConsumerACopyOfItsOwn() {
        Program program = new Program();
        Handle source = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        Handle boxes = program.then(source, "boxes", 1, (Ops.Maker) SameBox::new);
        program.type(TestTypes.box());
        Handle one = program.then(boxes, "spoil", 2, spoils(), new ExchangePattern.Broadcast());
        program.then(one, "spoiled", 2, Ops.sink("spoiled"));
        Handle two = program.operator("kept", 1, Ops.sink("kept"), 1);
        program.connect(boxes, two, 0, new ExchangePattern.Rebalance(), ExchangeMode.PIPELINED);

        cluster.run(program.build());

        assertThat(values("kept")).isEqualTo(numbers(0));
        assertThat(values("spoiled/0")).isEqualTo(numbers(1_000_000));
        assertThat(values("spoiled/1")).isEqualTo(numbers(1_000_000));
    }

    @Test
    void copiesBetweenChainedOperatorsUnlessReuseIsOn() {
        assertThat(chained(false)).isEqualTo(numbers(0));
        Ops.reset();
        // With reuse on, the sink keeps the one box that there is.
        assertThat(chained(true)).hasSize(RECORDS).containsOnly(-(RECORDS - 1L));
    }

    private List<Long> chained(boolean reuse) {
        Program program = new Program();
        if (reuse) {
            program.objectReuse();
        }
        Handle source = program.source("numbers", 1, Ops.numbers(0, RECORDS));
        Handle boxes = program.then(source, "boxes", 1, (Ops.Maker) SameBox::new);
        program.type(TestTypes.box()).then(boxes, "sink", 1, Ops.sink("all"));
        var graph = program.build();
        assertThat(graph.vertices()).hasSize(1);
        cluster.run(graph);
        return values("all");
    }

    @Test
    void sharesImmutableRecords() {
        Object[] records = {new Object()};
        Ops.share("record", records[0]);
        Program program = new Program().unchained();
        Handle source = program.source("one", 1, Ops.numbers(0, 1));
        Handle same = program.then(source, "same", 1, Ops.each((n, t, out) -> out.collect(Ops.shared("record"), t)));
        program.then(same, "sink", 3, Ops.sink("all"), new ExchangePattern.Broadcast());

        cluster.run(program.build());

        assertThat(Ops.collected("all")).hasSize(3).allMatch(record -> record == records[0]);
    }
}
