package io.millrace.testing.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A shell beside this JVM that waits for its end, in whatever way it ends, then kills the containers that are left and deletes
 * the cluster's directory. It notices the end by the pipe between them, so nobody has to tell it.
 */
final class Reaper {
    private final Process shell;

    private Reaper(Process shell) {
        this.shell = shell;
    }

    /** @param base absolute, with symbolic links resolved, as {@code /proc} shows it */
    static Reaper over(Path base, boolean keepsFiles) throws IOException {
        Process shell = new ProcessBuilder(
                        "/bin/sh", "-c", script(), "reaper", base.toString(), keepsFiles ? "keep" : "delete")
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Reaper(shell);
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    private static String script() throws IOException {
        try (InputStream in = Reaper.class.getResourceAsStream("reaper.sh")) {
            if (in == null) {
                throw new IOException("reaper.sh is not beside the class " + Reaper.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
