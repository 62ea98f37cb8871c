package io.millrace.testing.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the processes of containers by their working directory, as {@code /proc} shows it: they may have lost their parents, and
 * their command lines may say anything.
 */
final class ContainerProcesses {
    private ContainerProcesses() {}

    static List<ProcessHandle> below(Path base) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        directoryOf(process).filter(at -> at.startsWith(base)).isPresent())
                .toList();
    }

    /** @param id of an application or a container: a name in the path of the directory */
    static List<ProcessHandle> below(Path base, String id) {
        return ProcessHandle.allProcesses()
                .filter(process -> directoryOf(process)
                        .filter(at -> at.startsWith(base) && hasName(at, id))
                        .isPresent())
                .toList();
    }

    private static boolean hasName(Path path, String name) {
        for (Path part : path) {
            if (part.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Path> directoryOf(ProcessHandle process) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .toString();
            // So the kernel marks a directory that was removed under its process.
            return Optional.of(Path.of(target.replaceFirst(" \\(deleted\\)$", "")));
        } catch (IOException e) {
            return Optional.empty(); // ended meanwhile, or another user's
        }
    }
}
