package io.millrace.yarn.worker;

import io.millrace.protocol.TaskState;
import io.millrace.taskmanager.control.TaskRunner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What this process wrote last into its log: goes with each failure of a task. Thread-safe. */
final class LastLogLines {
    /** Set on the command line; a user's own configuration of logs may write elsewhere. */
    private static final String LOG_FILE = "millrace.log.file";

    private static final int BYTES_MAX = 16 << 10;
    private static final int LINES_MAX = 100;

    private final Optional<Path> file;

    LastLogLines(Optional<Path> file) {
        this.file = file;
    }

    static LastLogLines ofThisProcess() {
        return new LastLogLines(
                Optional.ofNullable(System.getProperty(LOG_FILE)).map(Path::of));
    }

    /** The fact, with the last lines of the log if it is a failure. Reads some kilobytes of a local file then. */
    TaskRunner.Fact addTo(TaskRunner.Fact fact) {
        if (fact instanceof TaskRunner.Moved moved && moved.to() == TaskState.FAILED) {
            return new TaskRunner.Moved(moved.attempt(), moved.to(), moved.failure(), moved.accumulators(), lines());
        }
        return fact;
    }

    /** At most 100 lines and 16 KiB; empty if there is no log that can be read. */
    String lines() {
        if (file.isEmpty()) {
            return "";
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file.get())) {
            long from = Math.max(0, channel.size() - BYTES_MAX);
            channel.position(from);
            ByteBuffer tail = ByteBuffer.allocate(BYTES_MAX);
            while (tail.hasRemaining() && channel.read(tail) >= 0) {
                // There is more.
            }
            String text = new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            int cut = from > 0 && lines.size() > 1 ? 1 : 0; // the first line began before
            return String.join("\n", lines.subList(Math.max(cut, lines.size() - LINES_MAX), lines.size()));
        } catch (IOException e) {
            return "(the log " + file.get() + " cannot be read: " + e + ")";
        }
    }
}
