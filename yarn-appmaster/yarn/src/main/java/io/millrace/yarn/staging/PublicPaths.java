package io.millrace.yarn.staging;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;

/**
 * Which files YARN may share among all users of a node: those that everybody may read, in folders that everybody may pass. A
 * NodeManager checks the same and refuses others.
 */
final class PublicPaths {
    private PublicPaths() {}

    static boolean isPublic(FileSystem fs, FileStatus file) throws IOException {
        if (!allowsOthers(file, FsAction.READ)) {
            return false;
        }
        for (Path folder = file.getPath().getParent(); folder != null; folder = folder.getParent()) {
            if (!allowsOthers(fs.getFileStatus(folder), FsAction.EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowsOthers(FileStatus status, FsAction action) {
        return status.getPermission().getOtherAction().implies(action);
    }
}
