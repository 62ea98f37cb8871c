package io.millrace.dataflow.util;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Copies, reads and closes streams. */
public final class IOUtils {
    private static final int BLOCK_BYTES = 4096;

    private IOUtils() {}

    /** Copies until the end of {@code in}, and closes both. */
    public static void copyBytes(InputStream in, OutputStream out) throws IOException {
        copyBytes(in, out, BLOCK_BYTES, true);
    }

    public static void copyBytes(InputStream in, OutputStream out, boolean close) throws IOException {
        copyBytes(in, out, BLOCK_BYTES, close);
    }

    public static void copyBytes(InputStream in, OutputStream out, int buffSize, boolean close) throws IOException {
        try {
            byte[] block = new byte[buffSize];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, read);
            }
        } finally {
            if (close) {
                try {
                    out.close();
                } finally {
                    in.close();
                }
            }
        }
    }

    /** @throws EOFException if the stream ends before {@code len} bytes are read */
    public static void readFully(InputStream in, byte[] buf, int off, int len) throws IOException {
        int read = in.readNBytes(buf, off, len);
        if (read < len) {
            throw new EOFException("Premature end of stream: expected=" + len + " bytes, actual=" + read);
        }
    }

    /** @throws EOFException if the stream ends before {@code len} bytes are skipped */
    public static void skipFully(InputStream in, long len) throws IOException {
        in.skipNBytes(len);
    }

    /** Closes all, and throws the first exception with the others suppressed in it. */
    public static void closeAll(@Nullable AutoCloseable... closeables) throws Exception {
        closeAll(Arrays.asList(closeables));
    }

    public static void closeAll(Iterable<? extends @Nullable AutoCloseable> closeables) throws Exception {
        Exception first = null;
        for (AutoCloseable closeable : closeables) {
            try {
                if (closeable != null) {
                    closeable.close();
                }
            } catch (Exception e) {
                first = ExceptionUtils.firstOrSuppressed(e, first);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** For clean-up after another failure, which is the one to tell of. */
    public static void closeQuietly(@Nullable AutoCloseable closeable) {
        if (closeable == null) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception ignored) {
            // By contract.
        }
    }

    /** As {@link #closeQuietly}, for several. */
    public static void closeAllQuietly(@Nullable AutoCloseable... closeables) {
        for (AutoCloseable closeable : closeables) {
            closeQuietly(closeable);
        }
    }

    public static void closeAllQuietly(Iterable<? extends @Nullable AutoCloseable> closeables) {
        closeables.forEach(IOUtils::closeQuietly);
    }

    /** As {@link #closeQuietly}. */
    public static void closeStream(@Nullable Closeable stream) {
        closeQuietly(stream);
    }

    public static void closeSocket(@Nullable Socket socket) {
        closeQuietly(socket);
    }

    /** Closes all, and logs what fails. */
    public static void cleanup(Logger log, @Nullable AutoCloseable... closeables) {
        for (AutoCloseable closeable : closeables) {
            try {
                if (closeable != null) {
                    closeable.close();
                }
            } catch (Exception e) {
                log.debug("{} could not be closed", closeable, e);
            }
        }
    }

    /** Reads until {@code buf} is full or the stream ends; how many bytes. */
    public static int tryReadFully(InputStream in, byte[] buf) throws IOException {
        return in.readNBytes(buf, 0, buf.length);
    }

    /** Deletes a file or directory with all in it, as far as that goes. */
    public static void deleteFilesRecursively(java.nio.file.Path path) throws IOException {
        FileUtils.deleteFileOrDirectory(path.toFile());
    }

    public static void deleteFileQuietly(java.nio.file.Path path) {
        FileUtils.deleteFileQuietly(path.toFile());
    }
}
