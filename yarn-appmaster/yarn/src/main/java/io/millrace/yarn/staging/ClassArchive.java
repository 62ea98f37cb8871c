package io.millrace.yarn.staging;

import io.millrace.yarn.launch.ContainerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The archive of classes that the JVMs of containers map in place of reading jars, which halves the time until they do
 * something. It lies beside the jars of a distribution, and is named after them and after its own content: so it is never
 * taken for other libraries, and two builds do not overwrite each other's where they stage it. A JVM of another build than
 * that which made it goes on without it.
 *
 * <p>The build makes it, and so does an operator whose nodes have another Java, with that Java:
 *
 * <pre>java -cp 'lib/*' io.millrace.yarn.staging.ClassArchive lib lib/containers.classlist</pre>
 */
public final class ClassArchive {
    private static final String PREFIX = "containers-";
    private static final String SUFFIX = ".jsa";

    /** Of a hash's 64: as many as nobody finds twice by chance. */
    private static final int HASH_DIGITS = 32;

    private ClassArchive() {}

    /**
     * Puts the archive there, in place of others.
     *
     * @param arguments the folder of the jars; the list of classes, in the form of {@code -XX:DumpLoadedClassList}; those of
     *     it that the jars do not have are left out
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            throw new IllegalArgumentException(
                    "expected the folder of the jars and a list of classes, found " + arguments.length + " arguments");
        }
        make(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath());
    }

    /**
     * The archive that was made for these libraries.
     *
     * @return empty if there is none among the places that they come from
     */
    static Optional<Path> of(EngineLibraries libraries, List<Path> classPath) {
        return classPath.stream()
                .map(Path::getParent)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(folder -> archives(folder).stream())
                .filter(archive -> archive.getFileName().toString().startsWith(prefix(libraries)))
                .findFirst();
    }

    private static String prefix(EngineLibraries libraries) {
        return PREFIX + libraries.sha256().substring(0, HASH_DIGITS) + "-";
    }

    private static List<Path> archives(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of jars '" + folder + "' cannot be read: " + e, e);
        }
    }

    private static void make(Path folder, Path classes) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("millrace-classes");
        try {
            EngineLibraries libraries = ClassPathLibraries.of(ClassPathLibraries.jarsOf(folder));
            libraries.layOut(Files.createDirectories(work.resolve(ContainerFiles.LIBRARIES)));
            Path made = work.resolve(ContainerFiles.CLASSES);
            dump(work, classes, made);
            for (Path old : archives(folder)) {
                Files.delete(old);
            }
            String name = prefix(libraries) + Hashes.sha256(made).substring(0, HASH_DIGITS) + SUFFIX;
            Files.move(made, folder.resolve(name));
        } finally {
            delete(work);
        }
    }

    private static void dump(Path work, Path classes, Path archive) throws IOException, InterruptedException {
        // The class path as in a container, but for what comes behind the libraries.
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:cds*=off",
                        "-cp",
                        ContainerFiles.LIBRARIES + "/" + ContainerFiles.CLASS_PATH_JAR)
                .directory(work.toFile())
                .inheritIO()
                .start();
        int code = dump.waitFor();
        if (code != 0) {
            throw new IOException(
                    "the archive of classes could not be made: java ended with " + code + "; what it printed says why");
        }
    }

    private static void delete(Path work) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(work)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
