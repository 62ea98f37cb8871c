package com.example.yarn;

import io.millrace.dataflow.ExecutionMode;
import io.millrace.dataflow.functions.OpenContext;
import io.millrace.dataflow.functions.RichMapFunction;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import io.millrace.dataset.ExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Programs for tests on YARN; they come to it in a jar, as a user's do. */
public final class Programs {
    private Programs() {}

    /** Sums the numbers to 1000 by their last digit into its first argument; reads none before its second is a file. */
    public static final class Sums {
        private Sums() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.generateSequence(1, 1000)
                    .map(new WaitForFile(args[1]))
                    .map(number -> Tuple2.of(number % 10, number))
                    .returns(Types.TUPLE(Types.LONG, Types.LONG))
                    .groupBy(0)
                    .sum(1)
                    .writeAsText(args[0]);
            env.execute("sums");
        }
    }

    /**
     * Two jobs. The first counts the numbers to 1000; the second, in three stages with blocking edges between them, writes as
     * many as were counted into its first argument, where the third stage waits until its second argument is a file. Each
     * attempt at a task makes a file beside that: {@code .count-…}, {@code .one-…}, {@code .two-…} and {@code .waits-…}.
     */
    public static final class TwoJobs {
        private TwoJobs() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.getConfig().setExecutionMode(ExecutionMode.BATCH);
            long counted = env.generateSequence(1, 1000)
                    .map(new Mark(args[1] + ".count-"))
                    .count();
            env.generateSequence(1, counted)
                    .map(new Mark(args[1] + ".one-"))
                    .rebalance()
                    .map(new Mark(args[1] + ".two-"))
                    .rebalance()
                    .map(new WaitForFile(args[1]))
                    .writeAsText(args[0]);
            env.execute("stages");
        }
    }

    /** Its only job fails, in a function. */
    public static final class Fails {
        private Fails() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.fromElements("1", "2", "three")
                    .map(Integer::parseInt)
                    .name("parse")
                    .writeAsText(args[0]);
            env.execute("fails");
        }
    }

    /** Passes its input on. Makes a file for each attempt. */
    private static final class Mark extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final String prefix;

        Mark(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public void open(OpenContext context) throws Exception {
            Files.createFile(Path.of(prefix + UUID.randomUUID()));
        }

        @Override
        public Long map(Long number) {
            return number;
        }
    }

    /** Passes its input on, but nothing before a file exists on this machine. Makes one beside it for each attempt. */
    private static final class WaitForFile extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        private final String file;
        private transient boolean isThere;

        WaitForFile(String file) {
            this.file = file;
        }

        @Override
        public void open(OpenContext context) throws Exception {
            Files.createFile(Path.of(file + ".waits-" + UUID.randomUUID()));
        }

        @Override
        public Long map(Long number) throws InterruptedException {
            while (!isThere) {
                isThere = Files.exists(Path.of(file));
                if (Thread.interrupted()) {
                    throw new InterruptedException("told to stop waiting for " + file);
                }
                if (!isThere) {
                    LockSupport.parkNanos(20_000_000);
                }
            }
            return number;
        }
    }
}
