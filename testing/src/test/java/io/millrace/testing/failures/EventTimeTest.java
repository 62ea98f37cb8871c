package io.millrace.testing.failures;

import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.Collector;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.SingleOutputStreamOperator;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.functions.ProcessFunction;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Event time of jobs that fail twice: what is late after a failure is what would have been late without it. */
@Timeout(120)
class EventTimeTest {
    private static final OutputTag<Long> LATE = new OutputTag<>("late", Types.LONG);

    private final Trial trial = new Trial(2);

    @ParameterizedTest(name = "parallelism {0}, TaskManagers {1}")
    @CsvSource({"1,1", "2,2", "4,1"})
    void whatWasLateIsLate(int parallelism, int taskManagers) throws Exception {
        StreamExecutionEnvironment env = Jobs.environment(parallelism, taskManagers);
        Jobs.finish(judged(env, trial, "510 W1000 F1 10 W5 2010 W3000 F0 2510 3010"), trial, lines());
    }

    /** What {@link #judged} makes of that script. */
    static List<String> lines() {
        return List.of(
                "510 in time",
                "10 late",
                "2010 in time",
                "2510 late",
                "3010 in time", // by the clock of a function
                "window 510",
                "window late 10",
                "window 2010",
                "window late 2510",
                "window 3010");
    }

    /** From the one source to each judge there is one channel, so that all of them know how far the source had come. */
    static DataStream<String> judged(StreamExecutionEnvironment env, Trial trial, String script) {
        DataStream<Long> records = env.addSource(new ScriptSource(script, trial), Types.LONG);
        DataStream<String> byFunction = records.rebalance().process(new Judge()).uid("judge");
        SingleOutputStreamOperator<Long> windows = records.keyBy(number -> number % 2)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(100)))
                .sideOutputLateData(LATE)
                .reduce(Long::sum)
                .uid("windows");
        return trial.fail(byFunction.union(
                windows.map(sum -> "window " + sum).returns(Types.STRING),
                windows.getSideOutput(LATE).map(late -> "window late " + late).returns(Types.STRING)));
    }

    /** A record is late if event time has gone by. */
    private static final class Judge extends ProcessFunction<Long, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long value, Context ctx, Collector<String> out) {
            out.collect(value + (value <= ctx.timerService().currentWatermark() ? " late" : " in time"));
        }
    }
}
