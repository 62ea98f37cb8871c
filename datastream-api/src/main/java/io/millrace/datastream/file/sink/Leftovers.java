package io.millrace.datastream.file.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.fs.FileStatus;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Finds what failed attempts of a job left hidden below a path. */
final class Leftovers {
    private Leftovers() {}

    /** Only when no task of the job runs and no checkpoint of it will be restored. */
    static void remove(Path directory, JobID job) throws IOException {
        remove(directory.getFileSystem(), directory, job);
    }

    private static void remove(FileSystem files, Path directory, JobID job) throws IOException {
        FileStatus[] found;
        try {
            found = files.listStatus(directory);
        } catch (FileNotFoundException e) {
            return; // nothing was ever written
        }
        for (FileStatus file : found) {
            if (file.isDir()) {
                remove(files, file.getPath(), job);
            } else if (PartNames.isInProgressOf(job, file.getPath().getName())) {
                files.delete(file.getPath(), false);
            }
        }
    }
}
