package com.example.programs;

import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.datastream.StreamExecutionEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Programs for tests of the command line; they come to it in a jar, as a user's do. */
public final class Programs {
    private Programs() {}

    /** Prints its arguments, and the numbers 2 to 4 by a job. */
    public static final class Good {
        private Good() {}

        public static void main(String[] args) throws Exception {
            System.out.println("arguments " + Arrays.toString(args));
            ExecutionEnvironment.getExecutionEnvironment()
                    .fromElements(1, 2, 3)
                    .map(number -> number + 1)
                    .print();
        }
    }

    /** Throws before it does anything. */
    public static final class Throwing {
        private Throwing() {}

        public static void main(String[] args) {
            throw new IllegalArgumentException("told to throw");
        }
    }

    /** A function fails at a record; the output is the first argument. */
    public static final class FailingFunction {
        private FailingFunction() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.fromElements("1", "2", "three")
                    .map(Integer::parseInt)
                    .name("parse")
                    .writeAsText(args[0]);
            env.execute("parses");
        }
    }

    /** Reads the first argument and writes the second. */
    public static final class Copy {
        private Copy() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
            env.readTextFile(args[0]).writeAsText(args[1]);
            env.execute("copies");
        }
    }

    /** Executes twice; the second time there is nothing to do. */
    public static final class NoSink {
        private NoSink() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment.getExecutionEnvironment().execute();
        }
    }

    /** Groups by a field that records do not have. */
    public static final class NoSuchField {
        private NoSuchField() {}

        public static void main(String[] args) throws Exception {
            ExecutionEnvironment.getExecutionEnvironment()
                    .fromElements("a", "b")
                    .groupBy(3)
                    .first(1)
                    .print();
        }
    }

    /** Leaves a thread that never ends. */
    public static final class LeavesThread {
        private LeavesThread() {}

        public static void main(String[] args) {
            new Thread(() -> {
                        while (true) {
                            LockSupport.park();
                        }
                    })
                    .start();
            System.out.println("main is over");
        }
    }

    /** Writes numbers without end to the second argument; makes the first one a file when the job runs. */
    public static final class Endless {
        private Endless() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(1);
            Path runs = Path.of(args[0]);
            String mark = runs.toString();
            env.fromSequence(0, Long.MAX_VALUE - 1)
                    .map(number -> {
                        if (number == 10_000) {
                            Files.writeString(Path.of(mark), "runs");
                        }
                        return number % 10;
                    })
                    .filter(number -> number > 10)
                    .writeAsText(args[1]);
            env.execute("endless");
        }
    }

    /** Submits a job that fails, asks nothing about it, and ends. */
    public static final class FailsLater {
        private FailsLater() {}

        public static void main(String[] args) throws Exception {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.fromSequence(0, 10)
                    .map(number -> 1 / (number - 5))
                    .filter(number -> number > 1)
                    .print();
            env.executeAsync("fails later");
        }
    }

    /** Has a class that the engine has too: the program must get its own. */
    public static final class OwnLibrary {
        private OwnLibrary() {}

        public static void main(String[] args) {
            ClassLoader own = OwnLibrary.class.getClassLoader();
            System.out.println("own loader "
                    + own.getClass().getSimpleName()
                    + ", engine's environment "
                    + (ExecutionEnvironment.class.getClassLoader() != own));
        }
    }
}
