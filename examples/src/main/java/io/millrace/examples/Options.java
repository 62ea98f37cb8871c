package io.millrace.examples;

import io.millrace.dataflow.util.ParameterTool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options that an example knows: the text of its {@code --help}, and the check that nothing is missing, unknown or
 * without a value.
 */
public final class Options {

    private static final String HELP = "help";

    /** What {@link ParameterTool#fromArgs} keeps for an option that is followed by no value. */
    private static final String NO_VALUE = "__NO_VALUE_KEY";

    private final Class<?> program;
    private final String purpose;
    private final Map<String, Option> options = new LinkedHashMap<>();

    private record Option(boolean required, String meaning) {}

    private Options(Class<?> program, String purpose) {
        this.program = program;
        this.purpose = purpose;
    }

    /** Options of {@code program}, of which {@code purpose} says in one sentence what it does. */
    public static Options of(Class<?> program, String purpose) {
        return new Options(program, purpose);
    }

    /** Adds an option that must be given. */
    public Options required(String name, String meaning) {
        options.put(name, new Option(true, meaning));
        return this;
    }

    /** Adds an option that may be left out. */
    public Options optional(String name, String meaning) {
        options.put(name, new Option(false, meaning));
        return this;
    }

    /**
     * Answers {@code --help}, or checks what was given.
     *
     * @return true if help was asked for and printed: there is nothing else to do
     * @throws IllegalArgumentException if an option is unknown, missing, or has no value; the message names it
     */
    public boolean answerHelp(ParameterTool given) {
        if (given.has(HELP)) {
            System.out.println(help());
            return true;
        }
        given.toMap().forEach(this::check);
        options.forEach((name, option) -> {
            if (option.required() && !given.has(name)) {
                throw refusal("option --" + name + " is missing (" + option.meaning() + ")");
            }
        });
        return false;
    }

    private void check(String name, String value) {
        if (!options.containsKey(name)) {
            throw refusal("unknown option --" + name + "; known are " + known());
        }
        if (value.equals(NO_VALUE)) {
            throw refusal("option --" + name + " has no value; expected --" + name + " <value>");
        }
    }

    private IllegalArgumentException refusal(String what) {
        return new IllegalArgumentException(
                program.getSimpleName() + ": " + what + ". Run it with --help to see what it takes.");
    }

    private String known() {
        return options.keySet().stream().map(name -> "--" + name).collect(Collectors.joining(", ")) + ", --" + HELP;
    }

    private String help() {
        StringBuilder text = new StringBuilder(program.getName())
                .append(System.lineSeparator())
                .append(purpose)
                .append(System.lineSeparator());
        options.forEach((name, option) -> text.append(line(name, option.meaning(), option.required())));
        return text.append(String.format("  --%-10s this text", HELP)).toString();
    }

    private static String line(String name, String meaning, boolean required) {
        return String.format("  --%-10s %s%s%n", name, meaning, required ? " (required)" : "");
    }
}
