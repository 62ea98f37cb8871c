package io.millrace.yarn.staging;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Finds the engine's jars: those of this JVM's class path, which is {@code lib/*} under the {@code millrace} command. A build
 * or an IDE runs from folders of classes: each is packed into a jar, and what only tests need is left out.
 */
public final class ClassPathLibraries {
    /** Names a folder whose jars are taken in place of the class path. */
    public static final String FOLDER_PROPERTY = "millrace.lib.dir";

    private static final List<String> ONLY_FOR_TESTS = List.of(
            "hadoop-client-minicluster",
            "junit-",
            "mockito-",
            "byte-buddy",
            "objenesis",
            "assertj-",
            "opentest4j",
            "apiguardian",
            "awaitility",
            "hamcrest",
            "curator-test",
            "bcpkix-",
            "bcprov-",
            "bcutil-",
            "archunit",
            "jmh-",
            "surefire",
            "maven-surefire",
            "common-java5",
            "millrace-mini-hadoop",
            "millrace-seeds",
            "millrace-testing");

    /** Modules of the build that are not the engine's. */
    private static final Set<String> FOLDERS_ONLY_FOR_TESTS =
            Set.of("mini-hadoop", "seeds", "testing", "end-to-end", "examples", "benchmarks", "simulation");

    private ClassPathLibraries() {}

    /** @throws UncheckedIOException if a jar cannot be read */
    public static EngineLibraries find() {
        String folder = System.getProperty(FOLDER_PROPERTY);
        return of(folder == null ? classPath() : jarsOf(Path.of(folder)));
    }

    /** The archive of the classes that containers need, if the build has put one for these libraries beside the jars. */
    public static Optional<Path> archive(EngineLibraries libraries) {
        String folder = System.getProperty(FOLDER_PROPERTY);
        return ClassArchive.of(libraries, folder == null ? classPath() : jarsOf(Path.of(folder)));
    }

    static EngineLibraries of(List<Path> classPath) {
        Set<String> names = new LinkedHashSet<>();
        List<Path> jars = new ArrayList<>();
        List<Library> libraries = new ArrayList<>();
        for (Path entry : classPath) {
            if (Files.isDirectory(entry)) {
                if (!isFolderForTests(entry)) {
                    libraries.add(Library.ofBytes(distinct(names, module(entry)) + ".jar", packed(entry)));
                }
            } else if (isLibrary(entry) && names.add(entry.getFileName().toString())) {
                jars.add(entry);
            }
        }
        // Reading some 100 MB is worth all cores.
        libraries.addAll(jars.parallelStream().map(Library::ofFile).toList());
        return new EngineLibraries(libraries);
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    static List<Path> jarsOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "-D" + FOLDER_PROPERTY + "=" + folder + ": expected=a folder of jars, but " + e, e);
        }
    }

    private static boolean isLibrary(Path entry) {
        String name = entry.getFileName().toString();
        return name.endsWith(".jar")
                && Files.isRegularFile(entry)
                && ONLY_FOR_TESTS.stream().noneMatch(name::startsWith);
    }

    private static boolean isFolderForTests(Path classes) {
        return classes.endsWith("test-classes") || FOLDERS_ONLY_FOR_TESTS.contains(module(classes));
    }

    /** The module of {@code module/target/classes}, else the folder's own name. */
    private static String module(Path classes) {
        Path absolute = classes.toAbsolutePath().normalize();
        int names = absolute.getNameCount();
        boolean ofMaven = names > 2 && absolute.getName(names - 2).toString().equals("target");
        return absolute.getName(ofMaven ? names - 3 : names - 1).toString();
    }

    private static String distinct(Set<String> names, String wanted) {
        String name = wanted;
        for (int i = 2; !names.add(name + ".jar"); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }

    /** A jar of all files of a folder, the same bytes for the same files. */
    private static byte[] packed(Path folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Stream<Path> walk = Files.walk(folder);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/'));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 2, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of classes '" + folder + "' cannot be read: " + e, e);
        }
        return bytes.toByteArray();
    }
}
