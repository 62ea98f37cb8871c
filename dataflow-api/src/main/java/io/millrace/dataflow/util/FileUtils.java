package io.millrace.dataflow.util;

import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole files and directories of this machine. */
public final class FileUtils {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HEX = "0123456789abcdef";

    private FileUtils() {}

    /** {@code prefix}, 24 random digits, {@code suffix}. */
    public static String getRandomFilename(String prefix) {
        return getRandomFilename(prefix, "");
    }

    public static String getRandomFilename(String prefix, String suffix) {
        StringBuilder name = new StringBuilder(prefix);
        for (int i = 0; i < 24; i++) {
            name.append(HEX.charAt(RANDOM.nextInt(HEX.length())));
        }
        return name.append(suffix).toString();
    }

    public static String readFile(File file, String charsetName) throws IOException {
        return Files.readString(file.toPath(), Charset.forName(charsetName));
    }

    public static String readFileUtf8(File file) throws IOException {
        return Files.readString(file.toPath());
    }

    public static void writeFile(File file, String contents, String encoding) throws IOException {
        Files.writeString(file.toPath(), contents, Charset.forName(encoding));
    }

    public static void writeFileUtf8(File file, String contents) throws IOException {
        Files.writeString(file.toPath(), contents);
    }

    public static byte[] readAllBytes(Path path) throws IOException {
        return Files.readAllBytes(path);
    }

    /** Does nothing if it is not there. */
    public static void deleteFileOrDirectory(File file) throws IOException {
        if (file.isDirectory() && !Files.isSymbolicLink(file.toPath())) {
            cleanDirectory(file);
        }
        Files.deleteIfExists(file.toPath());
    }

    /**
     * @throws IOException if it is a file
     */
    public static void deleteDirectory(File directory) throws IOException {
        if (directory.isFile()) {
            throw new IOException(directory + " is not a directory");
        }
        deleteFileOrDirectory(directory);
    }

    public static void deleteDirectoryQuietly(@Nullable File directory) {
        if (directory != null) {
            ExceptionUtils.suppressExceptions(() -> deleteDirectory(directory));
        }
    }

    public static void deleteFileQuietly(@Nullable File file) {
        if (file != null) {
            ExceptionUtils.suppressExceptions(() -> deleteFileOrDirectory(file));
        }
    }

    /**
     * Deletes all that a directory holds.
     *
     * @throws FileNotFoundException if it is not there
     */
    public static void cleanDirectory(File directory) throws IOException {
        File[] files = directory.listFiles();
        if (files == null) {
            if (!directory.exists()) {
                throw new FileNotFoundException(directory + " does not exist");
            }
            if (!directory.isDirectory()) {
                throw new IOException(directory + " is not a directory");
            }
            throw new IOException(directory + " cannot be read");
        }
        for (File file : files) {
            deleteFileOrDirectory(file);
        }
    }

    /** Deletes an empty directory; false if it is not empty, or not there. */
    public static boolean deletePathIfEmpty(FileSystem fileSystem, io.millrace.dataflow.fs.Path path)
            throws IOException {
        FileStatus[] files;
        try {
            files = fileSystem.listStatus(path);
        } catch (FileNotFoundException e) {
            return false;
        }
        return files.length == 0 && fileSystem.delete(path, false);
    }

    /** A file or directory with all in it, between any file systems. */
    public static void copy(
            io.millrace.dataflow.fs.Path source, io.millrace.dataflow.fs.Path target, boolean executable)
            throws IOException {
        FileSystem from = source.getFileSystem();
        FileSystem to = target.getFileSystem();
        FileStatus status = from.getFileStatus(source);
        if (status.isDir()) {
            to.mkdirs(target);
            for (FileStatus child : from.listStatus(source)) {
                copy(
                        child.getPath(),
                        new io.millrace.dataflow.fs.Path(target, child.getPath().getName()),
                        executable);
            }
            return;
        }
        try (InputStream in = from.open(source);
                OutputStream out = to.create(target, FileSystem.WriteMode.NO_OVERWRITE)) {
            in.transferTo(out);
        }
        if (executable && !to.isDistributedFS() && !new File(target.getPath()).setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    public static boolean isJarFile(Path path) {
        return path.getFileName().toString().endsWith(".jar");
    }

    public static String stripFileExtension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? fileName : fileName.substring(0, dot);
    }

    public static Path absolutizePath(Path path) {
        return path.toAbsolutePath();
    }

    public static Path getCurrentWorkingDirectory() {
        return Path.of(System.getProperty("user.dir"));
    }

    public static Path relativizePath(Path basePath, Path pathToRelativize) {
        return pathToRelativize.isAbsolute() ? basePath.relativize(pathToRelativize) : pathToRelativize;
    }

    /** What is below {@code directory} and accepted. */
    public static Collection<Path> listFilesInDirectory(Path directory, Predicate<Path> fileFilter) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).filter(fileFilter).collect(Collectors.toList());
        }
    }
}
