package com.example;

import io.millrace.dataset.ExecutionEnvironment;

/** Asks the libraries that its jar brings for their versions, in main and in a task. Arguments: output. */
public final class OwnLibraries {
    public static void main(String[] args) throws Exception {
        String inMain = versions();
        ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
        env.fromElements("task").map(where -> where + " " + versions() + " main " + inMain).writeAsText(args[0]);
        env.execute("own libraries");
    }

    private static String versions() {
        return com.google.common.base.Joiner.on("").version()
                + " " + new com.fasterxml.jackson.databind.ObjectMapper().oldVersion()
                + " " + org.apache.commons.cli.Options.oldVersion();
    }
}
