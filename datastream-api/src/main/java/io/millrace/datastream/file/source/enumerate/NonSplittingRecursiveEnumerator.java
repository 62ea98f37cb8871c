package io.millrace.datastream.file.source.enumerate;

import io.millrace.dataflow.fs.BlockLocation;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.file.source.FileSourceSplit;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One split for each file, of directories at any depth, in the order of their names. What is named is read; below it, what
 * begins with a dot or an underscore is not.
 */
public class NonSplittingRecursiveEnumerator implements FileEnumerator {
    private final Predicate<Path> accepted;

    public NonSplittingRecursiveEnumerator() {
        this(NonSplittingRecursiveEnumerator::isVisible);
    }

    /** @param fileFilter says which files and directories below those named are read */
    public NonSplittingRecursiveEnumerator(Predicate<Path> fileFilter) {
        this.accepted = fileFilter;
    }

    private static boolean isVisible(Path path) {
        return !path.getName().startsWith(".") && !path.getName().startsWith("_");
    }

    @Override
    public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits) throws IOException {
        List<FileSourceSplit> splits = new ArrayList<>();
        for (Path path : paths) {
            FileSystem files = path.getFileSystem();
            add(files, files.getFileStatus(path), splits);
        }
        return splits;
    }

    private void add(FileSystem files, FileStatus status, List<FileSourceSplit> splits) throws IOException {
        if (!status.isDir()) {
            splits.add(new FileSourceSplit(
                    status.getPath().toString(),
                    status.getPath(),
                    0,
                    status.getLen(),
                    status.getModificationTime(),
                    status.getLen(),
                    hosts(files, status)));
            return;
        }
        FileStatus[] entries;
        try {
            entries = files.listStatus(status.getPath());
        } catch (FileNotFoundException e) {
            return; // removed since it was seen
        }
        Arrays.sort(entries, Comparator.comparing(FileStatus::getPath));
        for (FileStatus entry : entries) {
            if (accepted.test(entry.getPath())) {
                add(files, entry, splits);
            }
        }
    }

    private static String[] hosts(FileSystem files, FileStatus file) throws IOException {
        Set<String> hosts = new LinkedHashSet<>();
        for (BlockLocation block : files.getFileBlockLocations(file, 0, file.getLen())) {
            hosts.addAll(Arrays.asList(block.getHosts()));
        }
        return hosts.toArray(new String[0]);
    }
}
