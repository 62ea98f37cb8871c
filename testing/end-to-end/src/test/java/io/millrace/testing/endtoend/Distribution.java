package io.millrace.testing.endtoend;

import io.millrace.testing.hadoop.MiniHadoop;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The distribution that the build has made, as a user of a cluster calls it. */
final class Distribution {
    private static final Path BUILT = Path.of("..", "..", "scripts", "target");

    private final Path home;
    private final MiniHadoop hadoop;
    private final Path folder;

    /** @param folder for what the commands print, and jars */
    Distribution(MiniHadoop hadoop, Path folder) throws IOException {
        this.home = find();
        this.hadoop = hadoop;
        this.folder = folder;
    }

    private static Path find() throws IOException {
        if (Files.isDirectory(BUILT)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(BUILT, "millrace-*")) {
                for (Path directory : found) {
                    if (Files.isDirectory(directory.resolve("lib"))) {
                        return directory.toAbsolutePath().normalize();
                    }
                }
            }
        }
        throw new IllegalStateException(
                "there is no distribution " + BUILT.toAbsolutePath().normalize()
                        + "/millrace-*: these tests run it. Build it: mvn -B -q -DskipTests package");
    }

    /** Starts {@code bin/NAME}, with the cluster as its only Hadoop. */
    Command start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return Command.start(command, hadoop.configurationDirectory(), folder);
    }

    Command millrace(String... arguments) throws IOException {
        return start("millrace", arguments);
    }

    /** The jar of the examples. */
    Path examples() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(home.resolve("examples"), "*.jar")) {
            return found.iterator().next();
        }
    }

    /** A jar with the classes of {@code com.example.yarn}, as a user would make it. */
    Path programs() throws IOException {
        Path jar = folder.resolve("programs.jar");
        if (Files.exists(jar)) {
            return jar;
        }
        Path classes = Path.of(com.example.yarn.Programs.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes.resolve("com/example/yarn"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
