package io.millrace.simulation.scale;

import io.millrace.simulation.scale.ScaleRun.Cost;
import io.millrace.simulation.scale.ScaleRun.Costs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what control costs for jobs of some sizes. */
public final class Scale {
    private static final String HELP = """
            usage: simulation/scale.sh [--tasks N ...] [--task-managers M] [--kinds]
              --tasks N ...       the sizes of the jobs: tasks in five stages, all to all (1000 10000 100000)
              --task-managers M   on so many TaskManagers (a tenth of the tasks)
              --kinds             also prints the messages by kind
            Times are of one thread's processor, in seconds: the JobManager's actors, coordinators and coding of messages.""";

    private static final double NANOS = 1e9;
    private static final double MEBI = 1 << 20;
    private static final int TASKS_PER_TASK_MANAGER = 10;

    private Scale() {}

    /** Exits with 2 if the arguments are wrong. */
    public static void main(String... words) {
        List<Integer> sizes = new ArrayList<>();
        int taskManagers = 0;
        boolean kinds = false;
        String option = "";
        try {
            for (String word : words) {
                if (word.startsWith("--")) {
                    option = word;
                    kinds |= word.equals("--kinds");
                } else if (option.equals("--tasks")) {
                    sizes.add(number(word, IdleJob.STAGES));
                } else if (option.equals("--task-managers")) {
                    taskManagers = number(word, 1);
                } else {
                    throw new IllegalArgumentException("'" + word + "' belongs to no option");
                }
                if (!List.of("--tasks", "--task-managers", "--kinds").contains(option)) {
                    throw new IllegalArgumentException("unknown option '" + option + "'");
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(HELP);
            System.exit(2);
        }
        print(sizes.isEmpty() ? List.of(1_000, 10_000, 100_000) : sizes, taskManagers, kinds);
    }

    private static int number(String word, int least) {
        int number = Integer.parseInt(word);
        if (number < least) {
            throw new IllegalArgumentException("expected " + least + " or more, found " + number);
        }
        return number;
    }

    private static void print(List<Integer> sizes, int taskManagers, boolean kinds) {
        measure(sizes.get(0), taskManagers); // once in vain, for the compiler
        System.out.println("| tasks | TaskManagers | register s | deploy s | deploy MiB | heap MiB | heartbeat s"
                + " | heartbeat messages | heartbeat MiB | checkpoint s | checkpoint messages | checkpoint MiB"
                + " | take down s |");
        System.out.println("|" + "---:|".repeat(13));
        for (int size : sizes) {
            Costs costs = measure(size, taskManagers);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.2f | %.2f | %.1f | %.0f | %.3f | %d | %.2f | %.2f | %d | %.2f | %.2f |%n",
                    costs.tasks(),
                    costs.taskManagers(),
                    seconds(costs.register()),
                    seconds(costs.deploy()),
                    mebibytes(costs.deploy()),
                    costs.heapBytes() / MEBI,
                    seconds(costs.heartbeat()),
                    costs.heartbeat().all().messages(),
                    mebibytes(costs.heartbeat()),
                    seconds(costs.checkpoint()),
                    costs.checkpoint().all().messages(),
                    mebibytes(costs.checkpoint()),
                    seconds(costs.takeDown()));
            if (kinds) {
                System.out.println("register " + costs.register().kinds());
                System.out.println("deploy " + costs.deploy().kinds());
                System.out.println("heartbeat " + costs.heartbeat().kinds());
                System.out.println("checkpoint " + costs.checkpoint().kinds());
                System.out.println("take down " + costs.takeDown().kinds());
            }
        }
    }

    private static Costs measure(int tasks, int taskManagers) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int machines = taskManagers > 0 ? taskManagers : Math.max(1, tasks / TASKS_PER_TASK_MANAGER);
        return ScaleRun.of(tasks, machines, threads::getCurrentThreadCpuTime, Scale::heapAfterCollection);
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double seconds(Cost cost) {
        return cost.nanos() / NANOS;
    }

    private static double mebibytes(Cost cost) {
        return cost.all().bytes() / MEBI;
    }
}
