package io.millrace.state.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/** A log in HDFS. Only its owner may look into it. */
final class HadoopLogFiles implements LogFiles {
    private static final FsPermission DIRECTORY = FsPermission.createImmutable((short) 0700);
    private static final FsPermission FILE = FsPermission.createImmutable((short) 0600);

    private final FileContext context;
    private final Path base;

    HadoopLogFiles(FileContext context, Path base) {
        this.context = context;
        this.base = base;
    }

    private interface Call<T> {
        T make() throws IOException;
    }

    /** Hadoop's words for what did not happen, in Java's. */
    private static <T> T translated(Path path, Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (FileNotFoundException e) {
            throw because(new NoSuchFileException(path.toString(), null, e.getMessage()), e);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            throw because(new FileAlreadyExistsException(path.toString(), null, e.getMessage()), e);
        } catch (AccessControlException e) {
            throw because(new AccessDeniedException(path.toString(), null, e.getMessage()), e);
        }
    }

    private static IOException because(IOException thrown, IOException cause) {
        thrown.initCause(cause);
        return thrown;
    }

    private Path resolve(String path) {
        return path.isEmpty() ? base : new Path(base, path);
    }

    @Override
    public void makeBase() throws IOException {
        translated(base, () -> {
            context.mkdir(base, DIRECTORY, true);
            return base;
        });
    }

    @Override
    public List<String> list(String directory) throws IOException {
        Path path = resolve(directory);
        return translated(path, () -> {
            List<String> names = new ArrayList<>();
            RemoteIterator<FileStatus> there = context.listStatus(path);
            while (there.hasNext()) {
                names.add(there.next().getPath().getName());
            }
            return names;
        });
    }

    @Override
    public void makeDirectory(String path) throws IOException {
        Path directory = resolve(path);
        translated(directory, () -> {
            context.mkdir(directory, DIRECTORY, false);
            return directory;
        });
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        Path file = resolve(path);
        translated(file, () -> {
            try (FSDataOutputStream out = context.create(
                    file,
                    EnumSet.of(CreateFlag.CREATE),
                    Options.CreateOpts.perms(FILE),
                    Options.CreateOpts.donotCreateParent())) {
                out.write(content);
                out.hsync();
            }
            return file;
        });
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path target = resolve(to);
        translated(target, () -> {
            context.rename(resolve(from), target, Options.Rename.NONE);
            return target;
        });
    }

    @Override
    public void delete(String path) throws IOException {
        Path top = resolve(path);
        try {
            context.delete(top, true);
        } catch (FileNotFoundException e) {
            return; // It is as it should be.
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        Path file = resolve(path);
        return translated(file, () -> {
            try (FSDataInputStream in = context.open(file)) {
                return in.readAllBytes();
            }
        });
    }
}
