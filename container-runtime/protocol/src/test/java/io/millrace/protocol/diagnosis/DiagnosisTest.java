package io.millrace.protocol.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.program.ProgramInvocationException;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.Failure;
import io.millrace.protocol.Failure.Owner;
import io.millrace.protocol.JobCancellationException;
import io.millrace.protocol.JobFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(Kind.USER, job(Owner.USER, 0, new IllegalStateException("bad record"))),
                Arguments.of(Kind.USER, job(Owner.USER, 1, new FileNotFoundException("by user code"))),
                Arguments.of(Kind.USER, job(Owner.USER, 1, new InvalidProgramException("by user code"))),
                Arguments.of(Kind.SYSTEM, job(Owner.PLATFORM, 1, new IOException("disk"))),
                Arguments.of(Kind.SYSTEM, job(Owner.INTERNAL, -1, new AssertionError("ours"))),
                Arguments.of(Kind.RESOURCES, job(Owner.RESOURCES, -1, new IllegalStateException("slots"))),
                Arguments.of(Kind.RESOURCES, job(Owner.RESOURCES, 3, new OutOfMemoryError("heap"))),
                Arguments.of(Kind.USAGE, job(Owner.USER, -1, new FileNotFoundException("/in"))),
                Arguments.of(Kind.USAGE, job(Owner.USER, -1, new FileAlreadyExistsException("/out"))),
                Arguments.of(Kind.USAGE, job(Owner.USER, -1, new IllegalConfigurationException("key"))),
                Arguments.of(Kind.USAGE, job(Owner.USER, -1, new IOException("x", new FileNotFoundException("/in")))),
                Arguments.of(Kind.PLAN_REJECTED, job(Owner.USER, -1, new InvalidTypesException("types"))),
                Arguments.of(Kind.PLAN_REJECTED, new InvalidProgramException("no sinks")),
                Arguments.of(Kind.PLAN_REJECTED, new RuntimeException(new InvalidTypesException("types"))),
                Arguments.of(Kind.USAGE, new ProgramInvocationException("no such jar")),
                Arguments.of(Kind.USAGE, new IllegalConfigurationException("no such key")),
                Arguments.of(Kind.USER, new JobCancellationException(JobID.generate(), "job")),
                Arguments.of(Kind.USER, new IllegalArgumentException("the program's own")),
                Arguments.of(Kind.USER, new IllegalStateException("two\n  lines\n")),
                Arguments.of(Kind.USER, new StackOverflowError()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void givesEachEndItsKind(Kind kind, Throwable thrown) {
        assertThat(Diagnosis.of(thrown, "Main").kind()).isEqualTo(kind);
        assertThat(Diagnosis.of(thrown, "Main").message()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void takesAMissingFileOfTheProgramItselfForItsFailure() {
        FileNotFoundException byProgram = new FileNotFoundException("settings.ini");
        byProgram.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.io.FileInputStream", "open", "FileInputStream.java", 1),
            new StackTraceElement("com.me.Main", "main", "Main.java", 7)
        });
        FileNotFoundException byEngine = new FileNotFoundException("The input '/in' does not exist");
        byEngine.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.millrace.dataset.ExecutionEnvironment", "readTextFile", "X.java", 1),
            new StackTraceElement("com.me.Main", "main", "Main.java", 8)
        });

        assertThat(Diagnosis.of(byProgram, "com.me.Main"))
                .isEqualTo(new Diagnosis(
                        Kind.USER,
                        "The program com.me.Main failed: settings.ini at com.me.Main.main(Main.java:7)",
                        true));
        assertThat(Diagnosis.of(byEngine, "com.me.Main"))
                .isEqualTo(new Diagnosis(Kind.USAGE, "The input '/in' does not exist", false));
    }

    @Test
    void namesTheLineOfTheInnermostUserCodeAndTheRecord() {
        NumberFormatException root = new NumberFormatException("For input string: \"three\"");
        root.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 652),
            new StackTraceElement("com.me.Parse", "map", "Parse.java", 12),
            new StackTraceElement("io.millrace.operators.record.MapOperator", "process", "MapOperator.java", 30)
        });
        Failure failure = new Failure(
                Owner.USER,
                Optional.of("parse"),
                2,
                root.toString(),
                ExceptionUtils.stringifyException(root),
                Optional.of("three"));

        assertThat(Diagnosis.of(new JobFailedException(JobID.generate(), "numbers", failure), "Main")
                        .message())
                .isEqualTo("Job 'numbers' failed in operator 'parse', subtask 2: java.lang.NumberFormatException: For"
                        + " input string: \"three\" at com.me.Parse.map(Parse.java:12) at record 'three'");
    }

    private static JobFailedException job(Owner owner, int subtask, Throwable cause) {
        return new JobFailedException(
                JobID.generate(),
                "job",
                new Failure(
                        owner,
                        Optional.of("operator"),
                        subtask,
                        String.valueOf(cause.getMessage()),
                        ExceptionUtils.stringifyException(cause),
                        Optional.empty()));
    }
}
