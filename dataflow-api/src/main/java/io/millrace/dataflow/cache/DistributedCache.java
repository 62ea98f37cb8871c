package io.millrace.dataflow.cache;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.tuple.Tuple2;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files registered by {@code registerCachedFile}, as they lie on this machine. */
public interface DistributedCache {
    /**
     * The local copy of the file or directory registered under {@code name}; waits until it is there.
     *
     * @throws IllegalArgumentException if nothing was registered under that name
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    File getFile(String name);

    /** The files of {@code pipeline.cached-files}, each {@code name:NAME,path:PATH} and perhaps {@code ,executable:true}. */
    static List<Tuple2<String, DistributedCacheEntry>> parseCachedFilesFromString(List<String> files) {
        List<Tuple2<String, DistributedCacheEntry>> entries = new ArrayList<>();
        for (String file : files) {
            Matcher parts = CachedFileText.FORM.matcher(file);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "pipeline.cached-files: expected=name:NAME,path:PATH[,executable:true]," + " actual=" + file);
            }
            boolean executable = Boolean.parseBoolean(parts.group("executable"));
            entries.add(Tuple2.of(parts.group("name"), new DistributedCacheEntry(parts.group("path"), executable)));
        }
        return entries;
    }

    /** A registered file or directory. */
    class DistributedCacheEntry {
        public final String filePath;
        public final Boolean isExecutable;

        public DistributedCacheEntry(String filePath, Boolean isExecutable) {
            this.filePath = filePath;
            this.isExecutable = isExecutable;
        }

        /** Adds it to the files that functions find by name. */
        public void register(String name, Configuration settings) {
            List<String> files = new ArrayList<>(
                    settings.getOptional(PipelineOptions.CACHED_FILES).orElse(List.of()));
            files.add("name:" + name + ",path:" + filePath + (isExecutable ? ",executable:true" : ""));
            settings.set(PipelineOptions.CACHED_FILES, files);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof DistributedCacheEntry that
                    && filePath.equals(that.filePath)
                    && isExecutable.equals(that.isExecutable);
        }

        @Override
        public int hashCode() {
            return Objects.hash(filePath, isExecutable);
        }

        @Override
        public String toString() {
            return "DistributedCacheEntry{filePath='" + filePath + "', isExecutable=" + isExecutable + "}";
        }
    }

    /** How a registered file is written in a setting. */
    final class CachedFileText {
        static final Pattern FORM = Pattern.compile(
                "\\s*name:(?<name>[^,]+),\\s*path:(?<path>.+?)(,\\s*executable:(?<executable>true|false))?\\s*");

        private CachedFileText() {}
    }
}
