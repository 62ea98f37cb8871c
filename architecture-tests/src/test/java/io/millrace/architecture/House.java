package io.millrace.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the repository as they lie in the checkout, without what a build or an editor makes. */
final class House {

    /** A text file: its path from the root of the repository, with slashes, and its lines. */
    record TextFile(String path, List<String> lines) {
        boolean isJava() {
            return path.endsWith(".java");
        }

        boolean isMainJava() {
            return isJava() && path.contains("src/main/java/");
        }

        boolean isTestJava() {
            return isJava() && path.contains("src/test/java/");
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        String directory() {
            return path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }

        /** What follows {@code src/main/java/}, with dots: the package. */
        String packageName() {
            String marker = isMainJava() ? "src/main/java/" : "src/test/java/";
            return directory()
                    .substring(directory().indexOf(marker) + marker.length())
                    .replace('/', '.');
        }
    }

    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", ".idea", ".vscode", ".settings", "node_modules");
    private static final Pattern TEXT = Pattern.compile(
            ".*\\.(java|xml|md|sh|ya?ml|properties|txt|avdl|avsc|json|html|css|js|config|conf|cfg)|[^.]+|\\..*");
    private static final long TEXT_BYTES_MAX = 2_000_000;

    private final List<TextFile> files;

    private House(List<TextFile> files) {
        this.files = files;
    }

    static House of(TextFile... files) {
        return new House(List.of(files));
    }

    /** Reads the checkout in which the tests run. */
    static House read() {
        Path root = root();
        List<TextFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skip = NOT_OURS.contains(directory.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    boolean text = TEXT.matcher(file.getFileName().toString()).matches();
                    // A worktree's .git is a file that names the machine; it is not tracked.
                    if (text && attributes.size() <= TEXT_BYTES_MAX && !file.endsWith(".git")) {
                        files.add(new TextFile(root.relativize(file).toString().replace('\\', '/'), lines(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkout at " + root, e);
        }
        files.sort((one, other) -> one.path().compareTo(other.path()));
        return new House(List.copyOf(files));
    }

    List<TextFile> files() {
        return files;
    }

    /** Where the source of a class lies: {@code path/File.java}, or the file's name if there is none. */
    String sourceOf(String packageName, String fileName) {
        return files.stream()
                .filter(file -> file.isJava() && file.name().equals(fileName))
                .filter(file -> file.isMainJava() || file.isTestJava())
                .filter(file -> file.packageName().equals(packageName))
                .map(TextFile::path)
                .findFirst()
                .orElse(fileName);
    }

    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("architecture-tests")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException(
                "No checkout of Millrace at or above " + start + ": run these tests with Maven, in the repository");
    }

    /** Latin-1 takes any bytes: what these rules look for is ASCII. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }
}
