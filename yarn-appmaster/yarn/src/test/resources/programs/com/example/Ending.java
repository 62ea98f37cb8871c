package com.example;

import io.millrace.dataset.ExecutionEnvironment;

/** Ends as its first argument says. */
public final class Ending {
    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "return" -> System.out.println("returns");
            case "exit" -> System.exit(3);
            case "throw" -> throw new IllegalStateException("thrown by main");
            case "fail" -> {
                ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
                env.fromElements("1", "2", "x3").map(Integer::parseInt).writeAsText(args[1]);
                env.execute("failing");
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
