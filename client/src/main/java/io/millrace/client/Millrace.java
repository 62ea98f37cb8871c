package io.millrace.client;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command {@code millrace}. Its process ends when the program's main has returned and its jobs have ended, whatever
 * threads the program has left.
 */
@Command(
        name = "millrace",
        description = "Runs batch and stream programs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        subcommands = {
            RunCommand.class,
            ExplainCommand.class,
            ListCommand.class,
            StatusCommand.class,
            CancelCommand.class,
            CheckpointCommand.class,
            CheckpointsCommand.class,
            KillCommand.class,
            LogsCommand.class,
            SettingsCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 finished; 1 the job or the program failed; 2 usage or configuration;",
            "3 the program was rejected; 4 the cluster refused; 5 the cluster cannot be asked; 7 access denied;",
            "8 not enough slots, memory or disk; 130, 143 stopped by a signal.",
            "'millrace run --help' says more about running programs."
        })
public final class Millrace {
    private Millrace() {}

    public static void main(String[] args) {
        int code = run(args);
        System.out.flush();
        System.exit(code);
    }

    static int run(String... args) {
        // Reading the descriptions of commands that are not wanted would take a third of the time to the program's
        // start.
        if (args.length > 0 && args[0].equals("run")) {
            CommandLine run = new CommandLine(new RunCommand()).setCommandName("millrace run");
            return execute(run, Arrays.copyOfRange(args, 1, args.length));
        }
        if (args.length > 0 && args[0].equals("yarn-session")) {
            CommandLine session = new CommandLine(new SessionCommand()).setCommandName("yarn-session.sh");
            return execute(session, Arrays.copyOfRange(args, 1, args.length));
        }
        CommandLine command = new CommandLine(new Millrace());
        if (args.length == 0) {
            command.usage(System.err);
            return ExitCode.USAGE.code();
        }
        return execute(command, args);
    }

    private static int execute(CommandLine command, String... args) {
        takeAllBehindTheJar(command);
        command.getSubcommands().values().forEach(Millrace::takeAllBehindTheJar);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setParameterExceptionHandler(Millrace::refuse);
        command.setExecutionExceptionHandler((e, at, parsed) -> {
            throw e;
        });
        return command.execute(args);
    }

    /** What follows the jar is the program's, also what looks like an option. */
    private static void takeAllBehindTheJar(CommandLine command) {
        if (command.getCommand() instanceof ProgramCommand) {
            command.setStopAtPositional(true);
        }
    }

    private static int refuse(ParameterException refused, String[] args) {
        CommandLine at = refused.getCommandLine();
        PrintWriter err = at.getErr();
        err.println("millrace: " + refused.getMessage() + ".");
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(refused, err)) {
            err.println("'" + at.getCommandSpec().qualifiedName() + " --help' says what is possible.");
        }
        err.flush();
        return ExitCode.USAGE.code();
    }
}
