package com.example.client;

import io.millrace.dataset.ExecutionEnvironment;
import java.util.List;

/** A user's program for the tests of the command line: as many jobs as its first argument says. */
public final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
        System.out.println("hello " + List.of(args));
        int jobs = Integer.parseInt(args[0]);
        for (int i = 0; i < jobs; i++) {
            ExecutionEnvironment environment = ExecutionEnvironment.getExecutionEnvironment();
            var numbers = environment.generateSequence(1, 10);
            if (args.length > 1 && args[1].equals("count")) {
                System.out.println("counted " + numbers.count());
            } else {
                numbers.writeAsText(args[1] + "/" + i);
                environment.execute("job " + i);
            }
        }
    }
}
