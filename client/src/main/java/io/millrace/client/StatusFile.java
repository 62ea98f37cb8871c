package io.millrace.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that always holds one whole JSON object: how the run stands. Replaced atomically at each change. */
final class StatusFile {
    private final Path path;

    StatusFile(Path path) {
        this.path = path;
    }

    /** @return what went wrong: the run goes on without the file */
    Optional<String> write(String json) {
        Path absolute = path.toAbsolutePath();
        Path aside = absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(aside, json + "\n");
            Files.move(aside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the status file '" + path + "' (--status-file) cannot be written: " + e
                    + ". Name a file in a folder that exists and may be written.");
        }
    }
}
