package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Collects the files of directories, in the order of their names, so that every run makes the same splits. */
final class FileEnumeration {
    private final boolean nested;
    private final Predicate<FileStatus> accepted;
    private final List<FileStatus> files = new ArrayList<>();

    FileEnumeration(boolean nested, Predicate<FileStatus> accepted) {
        this.nested = nested;
        this.accepted = accepted;
    }

    /** Adds a file, or what is in a directory. What the user names is read, whatever its name. */
    void add(FileSystem fileSystem, FileStatus named) throws IOException {
        if (named.isDir()) {
            addFilesIn(fileSystem, named);
        } else {
            files.add(named);
        }
    }

    List<FileStatus> files() {
        return files;
    }

    private void addFilesIn(FileSystem fileSystem, FileStatus directory) throws IOException {
        FileStatus[] entries = fileSystem.listStatus(directory.getPath());
        Arrays.sort(entries, Comparator.comparing(FileStatus::getPath));
        for (FileStatus entry : entries) {
            if (!accepted.test(entry)) {
                continue;
            }
            if (!entry.isDir()) {
                files.add(entry);
            } else if (nested) {
                addFilesIn(fileSystem, entry);
            }
        }
    }
}
