package io.millrace.operators.file;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.cache.DistributedCache.DistributedCacheEntry;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.tuple.Tuple2;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files that a program registered, copied to this machine when they are first asked for, once for all tasks of a job in
 * this JVM. Copies lie in the JVM's temporary directory and are deleted when it ends. Thread-safe.
 */
public final class CachedFiles implements DistributedCache {
    private record Copy(JobID job, String name) {}

    private static final Map<Copy, File> COPIES = new ConcurrentHashMap<>();

    private final JobID job;
    private final ReadableConfig configuration;

    public CachedFiles(JobID job, ReadableConfig configuration) {
        this.job = job;
        this.configuration = configuration;
    }

    @Override
    public File getFile(String name) {
        List<String> registered =
                configuration.getOptional(PipelineOptions.CACHED_FILES).orElse(List.of());
        for (Tuple2<String, DistributedCacheEntry> entry : DistributedCache.parseCachedFilesFromString(registered)) {
            if (entry.f0.equals(name)) {
                return COPIES.computeIfAbsent(new Copy(job, name), copy -> fetch(name, entry.f1));
            }
        }
        throw new IllegalArgumentException("No file was registered under the name '" + name + "'; there are "
                + registered + ". Call registerCachedFile(path, \"" + name + "\") on the environment.");
    }

    private static File fetch(String name, DistributedCacheEntry entry) {
        Path source = new Path(entry.filePath);
        try {
            FileSystem files = source.getFileSystem();
            java.nio.file.Path target = Files.createTempDirectory("millrace-cached-");
            target.toFile().deleteOnExit();
            return copy(files, files.getFileStatus(source), target.resolve(source.getName()), entry.isExecutable);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The registered file '" + name + "' cannot be copied from " + source
                            + ": it must be where this machine sees it",
                    e);
        }
    }

    private static File copy(FileSystem files, FileStatus from, java.nio.file.Path to, boolean executable)
            throws IOException {
        if (from.isDir()) {
            Files.createDirectory(to);
            for (FileStatus child : files.listStatus(from.getPath())) {
                copy(files, child, to.resolve(child.getPath().getName()), executable);
            }
        } else {
            try (InputStream in = files.open(from.getPath())) {
                Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
            if (executable && !to.toFile().setExecutable(true)) {
                throw new IOException(to + " cannot be made executable");
            }
        }
        File copied = to.toFile();
        copied.deleteOnExit();
        return copied;
    }
}
