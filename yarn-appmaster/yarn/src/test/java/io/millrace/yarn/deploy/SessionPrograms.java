package io.millrace.yarn.deploy;

import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.io.DiscardingOutputFormat;
import java.util.List;

/**
 * Programs for a session. Their lambdas are read where tasks run, where nothing of a test's own libraries is; so this class
 * names none.
 */
final class SessionPrograms {
    private SessionPrograms() {}

    static List<Integer> collectedSquares() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        return env.fromElements(1, 2, 3).map(number -> number * number).collect();
    }

    static void failOnNegative() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        List<Integer> unused = env.fromElements(1, -2)
                .map(number -> {
                    if (number < 0) {
                        throw new IllegalArgumentException("negative");
                    }
                    return number;
                })
                .collect();
    }

    /** Runs until it is cancelled. */
    static JobClient endless() throws Exception {
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.generateSequence(0, Long.MAX_VALUE - 1).filter(number -> number < 0).output(new DiscardingOutputFormat<>());
        return env.executeAsync("endless");
    }
}
