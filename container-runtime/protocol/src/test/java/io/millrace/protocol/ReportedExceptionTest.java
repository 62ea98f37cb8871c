package io.millrace.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.util.ExceptionUtils;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportedExceptionTest {
    @Test
    void readsBackNamesMessagesFramesAndCauses() {
        Exception thrown = outer();

        ReportedException read = ReportedException.parse(ExceptionUtils.stringifyException(thrown))
                .orElseThrow();

        assertThat(read).hasToString(thrown.toString());
        assertThat(read.className()).isEqualTo("java.lang.IllegalStateException");
        assertThat(read.getCause()).hasToString("java.io.IOException: disk: full\nreally");
        assertThat(read.getCause().getCause()).isInstanceOfSatisfying(ReportedException.class, root -> {
            assertThat(root.getMessage()).isNull();
            assertThat(root.className()).isEqualTo("java.lang.ArithmeticException");
        });
        assertThat(read.getStackTrace()[0].toString()).isEqualTo(plain(thrown.getStackTrace()[0]));
        assertThat(read.getCause().getStackTrace())
                .hasSameSizeAs(thrown.getCause().getStackTrace());
        assertThat(read.getCause().getStackTrace()[0].getMethodName()).isEqualTo("inner");
    }

    @Test
    void printsTheSameTextAgain() {
        // From the frames of this class on, printed forms differ only in module names of the platform's frames.
        String text = "a.B: one: two\n\tat a.C.run(C.java:17)\n\tat a.D.main(Native Method)\n"
                + "Caused by: a.E\n\tat a.F.deep(Unknown Source)\n\t... 2 more\n";

        ReportedException read = ReportedException.parse(text).orElseThrow();

        assertThat(ExceptionUtils.stringifyException(read)).isEqualToNormalizingNewlines(text);
    }

    @Test
    void leavesOutSuppressedExceptions() {
        Exception thrown = new IOException("first");
        thrown.addSuppressed(new IllegalStateException("on close"));

        ReportedException read = ReportedException.parse(ExceptionUtils.stringifyException(thrown))
                .orElseThrow();

        assertThat(read.getCause()).isNull();
        assertThat(read).hasToString("java.io.IOException: first");
    }

    @Test
    void findsNothingInAnEmptyText() {
        assertThat(ReportedException.parse("")).isEmpty();
        assertThat(ReportedException.parse(" \n")).isEmpty();
    }

    private static Exception outer() {
        try {
            throw inner();
        } catch (IOException e) {
            return new IllegalStateException("the outer one", e);
        }
    }

    private static IOException inner() {
        return new IOException("disk: full\nreally", new ArithmeticException());
    }

    private static String plain(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                + frame.getLineNumber() + ")";
    }
}
