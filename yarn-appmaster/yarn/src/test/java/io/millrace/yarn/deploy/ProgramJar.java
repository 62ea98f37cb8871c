package io.millrace.yarn.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar as users build them: of the classes beside a class, from the folder or jar that it was loaded from. */
final class ProgramJar {
    private ProgramJar() {}

    /** @return the jar that the class is in; if it is in a folder, a jar of that folder's classes, at {@code place} */
    static File of(Class<?> program, Path place) {
        try {
            Path source = Path.of(
                    program.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (!Files.isDirectory(source)) {
                return source.toFile();
            }
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(place));
                    Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    jar.putNextEntry(new JarEntry(source.relativize(file).toString()));
                    Files.copy(file, jar);
                    jar.closeEntry();
                }
            }
            return place.toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
