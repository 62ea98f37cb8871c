package io.millrace.operators.file;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.cache.DistributedCache;
import io.millrace.dataflow.cache.DistributedCache.DistributedCacheEntry;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.util.FileUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The files that a program registered, copied to this machine when they are first asked for, once for all tasks of a job in
 * this JVM. Copies lie in the JVM's temporary directory and are deleted when it ends. Thread-safe.
 */
public final class CachedFiles implements DistributedCache {
    private record Copy(JobID job, String name) {}

    private static final Map<Copy, File> COPIES = new ConcurrentHashMap<>();
    private static final Queue<File> DIRECTORIES = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> DIRECTORIES.forEach(FileUtils::deleteDirectoryQuietly), "millrace-cached-files-end"));
    }

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
            File directory = Files.createTempDirectory("millrace-cached-").toFile();
            DIRECTORIES.add(directory);
            File target = new File(directory, source.getName());
            FileUtils.copy(source, new Path(target.toURI()), entry.isExecutable);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The registered file '" + name + "' cannot be copied from " + source
                            + ": it must be where this machine sees it",
                    e);
        }
    }
}
