package io.millrace.yarn.staging;

import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.launch.LocalisedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/**
 * The folder {@value #NAME} in the user's home:
 *
 * <pre>
 * libraries-&lt;sha256&gt;.zip          the engine's jars, staged once
 * containers-&lt;hashes&gt;.jsa        the archive of their classes, staged once, see {@link ClassArchive}
 * application_…/                  mode 700; see {@link ApplicationFolder}
 * </pre>
 *
 * Shared files are written aside and renamed without overwriting, so concurrent clients do not harm each other, and what was
 * cut off is never taken for whole.
 */
public final class StagingArea {
    public static final String NAME = ".millrace";

    private static final FsPermission SHARED_FOLDER = new FsPermission((short) 0755);
    private static final FsPermission SHARED_FILE = new FsPermission((short) 0644);
    static final FsPermission OWNER_FOLDER = new FsPermission((short) 0700);
    static final FsPermission OWNER_FILE = new FsPermission((short) 0600);

    private final FileSystem fs;
    private final Path folder;
    private final short replication;

    /**
     * @param home where {@value #NAME} is made
     * @param replication of what is staged; less than 1 leaves it to the file system
     */
    public StagingArea(FileSystem fs, Path home, int replication) {
        this.fs = fs;
        this.folder = fs.makeQualified(new Path(home, NAME));
        this.replication = (short) replication;
    }

    public Path folder() {
        return folder;
    }

    FileSystem fileSystem() {
        return fs;
    }

    /**
     * The zip of the libraries: found in one of the provided folders, or in this area, or staged.
     *
     * @param provided folders that others keep; what is there is taken as it is
     */
    public LocalisedFile libraries(EngineLibraries libraries, List<String> provided) throws IOException {
        return shared(
                provided,
                libraries.fileName(),
                libraries.size(),
                libraries::writeTo,
                (files, file) -> localised(files, file, ContainerFiles.LIBRARIES, true));
    }

    /**
     * The archive of the libraries' classes: found where the libraries are looked for, or staged.
     *
     * @param archive a file whose name tells its content
     */
    public LocalisedFile classes(java.nio.file.Path archive, List<String> provided) throws IOException {
        return shared(
                provided,
                archive.getFileName().toString(),
                Files.size(archive),
                out -> Files.copy(archive, out),
                (files, file) -> localised(files, file, ContainerFiles.CLASSES, false));
    }

    private LocalisedFile shared(List<String> provided, String name, long size, Content content, Use use)
            throws IOException {
        for (String other : provided) {
            Path path = new Path(other, name);
            FileSystem otherFs = path.getFileSystem(fs.getConf());
            Optional<FileStatus> whole = whole(otherFs, path, size);
            if (whole.isPresent()) {
                return use.of(otherFs, whole.get());
            }
        }
        FileSystem.mkdirs(fs, folder, SHARED_FOLDER);
        return use.of(fs, put(new Path(folder, name), SHARED_FILE, size, content));
    }

    /** What a staged file is in a container. */
    private interface Use {
        LocalisedFile of(FileSystem files, FileStatus file) throws IOException;
    }

    /** A folder for an application, made with mode 700. */
    public ApplicationFolder makeApplicationFolder(String applicationId) throws IOException {
        Path path = new Path(folder, applicationId);
        FileSystem.mkdirs(fs, path, OWNER_FOLDER);
        return new ApplicationFolder(this, path);
    }

    /** The folder of an application of this user, which may be gone. */
    public ApplicationFolder applicationFolder(String applicationId) {
        return new ApplicationFolder(this, new Path(folder, applicationId));
    }

    /** Writes what a file holds. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** A file whose name tells its content: taken as it is if it is whole, else written. */
    FileStatus put(Path path, FsPermission permission, long size, Content content) throws IOException {
        Optional<FileStatus> whole = whole(fs, path, size);
        if (whole.isPresent()) {
            return whole.get();
        }
        Path aside = path.suffix("." + UUID.randomUUID() + Tidying.ASIDE);
        try {
            try (OutputStream out = create(aside, permission)) {
                content.writeTo(out);
            }
            return published(aside, path, size);
        } finally {
            fs.delete(aside, false);
        }
    }

    /** Another client may have been quicker: then its file is as good. What is there and not whole gives way. */
    private FileStatus published(Path aside, Path path, long size) throws IOException {
        FileContext context = FileContext.getFileContext(fs.getUri(), fs.getConf());
        for (int attempt = 0; ; attempt++) {
            try {
                context.rename(aside, path, Rename.NONE);
            } catch (FileAlreadyExistsException e) {
                Optional<FileStatus> other = whole(fs, path, size);
                if (other.isPresent()) {
                    return other.get();
                }
                if (attempt > 0) {
                    throw new IOException(
                            "'" + path + "' is not whole, and comes back when it is removed: expected=" + size
                                    + " bytes. Another program writes there; remove the file.",
                            e);
                }
                fs.delete(path, false);
                continue;
            }
            return fs.getFileStatus(path);
        }
    }

    OutputStream create(Path path, FsPermission permission) throws IOException {
        // The explicit permission holds whatever the umask of the file system is.
        OutputStream out = FileSystem.create(fs, path, permission);
        if (replication > 0) {
            fs.setReplication(path, replication);
        }
        return out;
    }

    private static Optional<FileStatus> whole(FileSystem fs, Path path, long size) throws IOException {
        try {
            FileStatus status = fs.getFileStatus(path);
            return status.getLen() == size ? Optional.of(status) : Optional.empty();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static LocalisedFile localised(FileSystem fs, FileStatus status, String link, boolean unpacked)
            throws IOException {
        return new LocalisedFile(
                link,
                status.getPath().toUri().toString(),
                status.getLen(),
                status.getModificationTime(),
                PublicPaths.isPublic(fs, status) ? LocalResourceVisibility.PUBLIC : LocalResourceVisibility.PRIVATE,
                unpacked);
    }
}
