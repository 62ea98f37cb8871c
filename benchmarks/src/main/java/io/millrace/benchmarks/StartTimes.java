package io.millrace.benchmarks;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.ExecutionEnvironment;
import java.lang.management.ManagementFactory;

/**
 * A program that does nothing but tell when things began, for {@code benchmarks/start-times.sh}: one line with the start of the
 * JVM that {@code main} runs in, of {@code main}, of the JVM that the first record is handled in, and of that handling, all in
 * milliseconds since 1970.
 */
public final class StartTimes {
    private StartTimes() {}

    public static void main(String[] args) throws Exception {
        long main = System.currentTimeMillis();
        ParameterTool params = ParameterTool.fromArgs(args);
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromElements(jvmStart() + " " + main)
                .map(new Stamp())
                .writeAsText(params.getRequired("output"))
                .setParallelism(1);
        env.execute("start times");
    }

    private static long jvmStart() {
        return ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private static final class Stamp implements MapFunction<String, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String map(String line) {
            long now = System.currentTimeMillis();
            return line + " " + jvmStart() + " " + now;
        }
    }
}
