package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.sink.Committer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collection;

/**
 * Makes files visible by one rename each, and removes those that are superseded. Both may be repeated, also by another committer
 * at the same time: no two files ever share a visible name ({@link PartNames}), so a name that is taken says that the rename was
 * done.
 */
final class FileCommitter implements Committer<FileSinkCommittable> {
    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests) throws IOException {
        for (CommitRequest<FileSinkCommittable> request : requests) {
            FileSinkCommittable file = request.getCommittable();
            Path target = file.target();
            FileSystem files = file.written().getFileSystem();
            if (target == null) {
                files.delete(file.written(), false);
            } else if (!publish(files, file, target)) {
                request.signalAlreadyCommitted();
            }
        }
    }

    /** False if it was done before. */
    private static boolean publish(FileSystem files, FileSinkCommittable file, Path target) throws IOException {
        try {
            requireLength(files, file);
            files.renameNoOverwrite(file.written(), target);
            return true;
        } catch (FileAlreadyExistsException e) {
            // A rename of local files is two steps, and an earlier committer may have died between them.
            files.delete(file.written(), false);
            return false;
        } catch (FileNotFoundException e) {
            if (files.exists(target)) {
                return false;
            }
            throw new IOException(
                    "The file '" + file.written() + "' of " + file.bytes()
                            + " bytes, which a checkpoint counts, is gone, and" + " there is no '" + target
                            + "' either. Somebody removed it: its records are lost.",
                    e);
        }
    }

    private static void requireLength(FileSystem files, FileSinkCommittable file) throws IOException {
        long actual = files.getFileStatus(file.written()).getLen();
        if (actual != file.bytes()) {
            throw new IOException("The file '" + file.written() + "' is not what its writer closed: bytes expected="
                    + file.bytes() + ", actual=" + actual + ". The storage lost or changed it; nothing was committed.");
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
