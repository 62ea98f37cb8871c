package io.millrace.testing.failures;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.config.Configuration;
import io.millrace.datastream.DataStream;
import io.millrace.datastream.StreamExecutionEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the jobs of these tests share. */
final class Jobs {
    private Jobs() {}

    /** A cluster in this JVM with checkpoints every 20 ms, where jobs start again at once. */
    static StreamExecutionEnvironment environment(int parallelism, int taskManagers) {
        return environment(parallelism, taskManagers, Map.of());
    }

    /** @param settings more of them */
    static StreamExecutionEnvironment environment(int parallelism, int taskManagers, Map<String, String> settings) {
        Configuration configuration = configuration(taskManagers);
        settings.forEach(configuration::setString);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.enableCheckpointing(20);
        return env;
    }

    private static Configuration configuration(int taskManagers) {
        Configuration configuration = new Configuration();
        configuration.setString("minicluster.number-of-taskmanagers", Integer.toString(taskManagers));
        configuration.setString("restart-strategy.type", "fixed-delay");
        configuration.setString("restart-strategy.fixed-delay.attempts", "10");
        configuration.setString("restart-strategy.fixed-delay.delay", "1 ms");
        return configuration;
    }

    /** Runs the job to its end: it has failed as often as it should, and committed these lines in some order. */
    static void finish(DataStream<String> lines, Trial trial, Collection<String> expected) throws Exception {
        lines.sinkTo(new LedgerSink(trial));
        lines.getExecutionEnvironment().execute();
        check(trial.committed(), trial, expected);
    }

    static void check(List<String> committed, Trial trial, Collection<String> expected) {
        assertThat(trial.failuresToCome()).isZero();
        check(committed, expected);
    }

    static void check(List<String> committed, Collection<String> expected) {
        List<String> sorted = expected.stream().sorted().toList();
        assertThat(committed.size()).as("records").isEqualTo(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            assertThat(committed.get(i)).isEqualTo(sorted.get(i));
        }
    }

    static List<String> entries(Map<String, ?> results) {
        return results.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
