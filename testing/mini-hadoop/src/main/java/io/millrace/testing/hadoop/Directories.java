package io.millrace.testing.hadoop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trees of files on the local disk. */
final class Directories {
    private Directories() {}

    /** Deletes everything in the directory but not itself; follows no links. */
    static void deleteContents(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!visited.equals(directory)) {
                    Files.delete(visited);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The directories of this name in the tree, which may change meanwhile. */
    static List<Path> named(Path root, String name) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(path -> path.getFileName().toString().equals(name) && Files.isDirectory(path))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
