package io.millrace.benchmarks;

import io.millrace.dataflow.ExecutionMode;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple3;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.ParameterTool;
import io.millrace.dataset.ExecutionEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The batch job of three stages, with blocking edges between them, whose ApplicationMaster {@code testing/faults.sh} kills at
 * every tenth: all numbers go through each stage. Each line is {@code key 0 count sum}. In the directory {@code --marks} each
 * attempt at a task leaves {@code began-STAGE-MILLISECONDS-…}, and each subtask tells in {@code passed-STAGE-SUBTASK} how many
 * numbers it has passed on.
 */
public final class FaultsStages {
    private FaultsStages() {}

    public static void main(String[] args) throws Exception {
        ParameterTool params = ParameterTool.fromArgs(args);
        long keys = params.getLong("keys");
        long rate = params.getLong("rate", 2_000);
        String marks = params.getRequired("marks");
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.getConfig().setExecutionMode(ExecutionMode.BATCH);
        env.generateSequence(0, params.getLong("numbers") - 1)
                .map(new Pace(rate, params.get("hurry")))
                .map(new Mark(marks, 1))
                .rebalance()
                .map(new Pace(rate, params.get("hurry")))
                .map(new Mark(marks, 2))
                .rebalance()
                .map(new Pace(rate, params.get("hurry")))
                .map(new Mark(marks, 3))
                .map(number -> Tuple3.of(number % keys, 1L, number))
                .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
                .groupBy(0)
                .reduce((left, right) -> Tuple3.of(left.f0, left.f1 + right.f1, left.f2 + right.f2))
                .map(sum -> sum.f0 + " 0 " + sum.f1 + " " + sum.f2)
                .returns(Types.STRING)
                .writeAsText(params.getRequired("output"));
        env.execute("faults: stages");
    }

    /** Passes its input on. */
    private static final class Mark extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private static final int EVERY = 500;

        private final String directory;
        private final int stage;
        private transient long passed;

        Mark(String directory, int stage) {
            this.directory = directory;
            this.stage = stage;
        }

        @Override
        public void open(OpenContext context) throws IOException {
            passed = 0;
            Files.createFile(
                    Path.of(directory, "began-" + stage + "-" + System.currentTimeMillis() + "-" + UUID.randomUUID()));
        }

        @Override
        public Long map(Long number) throws IOException {
            passed++;
            if (passed % EVERY == 0) {
                tell();
            }
            return number;
        }

        @Override
        public void close() throws IOException {
            tell();
        }

        private void tell() throws IOException {
            int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
            Files.writeString(Path.of(directory, "passed-" + stage + "-" + subtask), passed + "\n");
        }
    }
}
