package io.millrace.taskmanager.memory;

import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.contract.SpillFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The spill files of one attempt, in a directory of its own under each temporary directory, in turn. Directories are made
 * when first needed. Not thread-safe.
 */
public final class AttemptSpillFiles implements SpillFiles {
    /** The setting that names the temporary directories. */
    public static final String DIRECTORIES_KEY = "io.tmp.dirs";

    private final List<Path> roots;
    private final String attempt;
    private final @Nullable Path[] directories;
    private int count;

    /**
     * @param roots the temporary directories; they are made if they are not there
     * @param attempt a name for the attempt's directories that no other attempt has
     */
    public AttemptSpillFiles(List<Path> roots, String attempt) {
        this.roots = List.copyOf(roots);
        this.attempt = attempt;
        this.directories = new Path[roots.size()];
    }

    @Override
    public Path create(String purpose) throws IOException {
        int number = count++;
        int root = number % roots.size();
        try {
            Path directory = directories[root];
            if (directory == null) {
                Files.createDirectories(roots.get(root));
                directory = Files.createTempDirectory(roots.get(root), "millrace-" + attempt + "-");
                directories[root] = directory;
            }
            return Files.createFile(directory.resolve(purpose + "-" + number));
        } catch (IOException e) {
            throw new SpillFailedException(
                    "no spill file '" + purpose + "' could be made in " + roots.get(root) + ": " + e
                            + "; free disk space or permissions there, or set '" + DIRECTORIES_KEY
                            + "' to other directories",
                    e);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    /** Deletes all that is left. The last call. */
    public void deleteAll() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (Path directory : directories) {
            if (directory != null) {
                deleteTree(directory, failures);
            }
        }
        if (!failures.isEmpty()) {
            throw new SpillFailedException("spill files of attempt " + attempt + " are left behind", failures.get(0));
        }
    }

    private static void deleteTree(Path directory, List<IOException> failures) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            failures.add(e);
        } catch (UncheckedIOException e) {
            failures.add(e.getCause());
        }
    }
}
