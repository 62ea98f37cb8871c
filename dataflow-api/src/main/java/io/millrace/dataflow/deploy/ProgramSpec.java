package io.millrace.dataflow.deploy;

import java.io.File;
import java.util.List;
import java.util.Optional;

/**
 * A program to be run elsewhere.
 *
 * @param jar on this machine
 * @param mainClass from the jar's manifest if empty
 * @param classpath more jars of this machine
 * @param arguments of {@code main}; they may hold secrets, and appear on no command line
 */
public record ProgramSpec(File jar, Optional<String> mainClass, List<File> classpath, List<String> arguments) {
    public ProgramSpec {
        classpath = List.copyOf(classpath);
        arguments = List.copyOf(arguments);
    }
}
