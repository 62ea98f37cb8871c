package io.millrace.operators.file;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.fs.UnsupportedFileSystemSchemeException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words, and in the exceptions that {@link io.millrace.dataflow.fs.FileSystem} promises, what Hadoop's mean and what
 * can be done.
 *
 * @param origin where Hadoop's settings come from
 */
record HadoopFailures(String origin) {

    /** Of a file system that could not be opened; Hadoop throws some causes as {@link IllegalArgumentException}. */
    IOException opening(URI uri, Exception failure) {
        String scheme = String.valueOf(uri.getScheme());
        UnknownHostException unknown = cause(failure, UnknownHostException.class);
        if (unknown != null) {
            return unknownHost(uri.toString(), unknown, failure);
        }
        if (failure instanceof UnsupportedFileSystemException) {
            return new UnsupportedFileSystemSchemeException(
                    "Hadoop knows no file system for the scheme '" + scheme + "' of '" + uri + "' (" + origin
                            + "). Correct the path, or put the jar that has it into lib/ and, if its documentation says"
                            + " so, name its classes in core-site.xml as fs." + scheme + ".impl and"
                            + " fs.AbstractFileSystem." + scheme + ".impl.",
                    failure);
        }
        if (uri.getAuthority() == null) {
            return new IOException(
                    "Cannot open '" + uri + "': it names no host, and fs.defaultFS of core-site.xml is no file system"
                            + " of the scheme '" + scheme + "' (" + origin + "). Write " + scheme
                            + "://HOST:PORT/path, or set HADOOP_CONF_DIR to the directory of the cluster's files.",
                    failure);
        }
        return new IOException("Cannot open '" + uri + "' (" + origin + "): " + firstLine(failure), failure);
    }

    /** Of an operation on a path. */
    IOException inWords(Path path, IOException failure) {
        if (failure instanceof FileNotFoundException) {
            return notFound(path, failure);
        }
        if (failure instanceof AccessControlException) {
            AccessDeniedException denied = new AccessDeniedException(
                    path.toString(),
                    null,
                    firstLine(failure) + ". Let the owner give this user the permission (hdfs dfs -chmod, -chown"
                            + " or -setfacl), or use another path");
            denied.initCause(failure);
            return denied;
        }
        UnknownHostException unknown = cause(failure, UnknownHostException.class);
        if (unknown != null) {
            return unknownHost(path.toString(), unknown, failure);
        }
        if (cause(failure, ConnectException.class) != null) {
            return new IOException(
                    "Nobody answers at '" + path.toUri().getScheme() + "://"
                            + path.toUri().getAuthority() + "' (" + origin + "): " + firstLine(failure)
                            + ". Check host and port, and whether the NameNode runs.",
                    failure);
        }
        return failure;
    }

    FileNotFoundException notFound(Path path, IOException cause) {
        FileNotFoundException failure =
                new FileNotFoundException("File '" + path + "' does not exist, or this user may not see it.");
        failure.initCause(cause);
        return failure;
    }

    FileAlreadyExistsException exists(Path path, String reason, IOException cause) {
        FileAlreadyExistsException failure = new FileAlreadyExistsException(path.toString(), null, reason);
        failure.initCause(cause);
        return failure;
    }

    private IOException unknownHost(String where, UnknownHostException unknown, Exception failure) {
        return new IOException(
                "The host '" + unknown.getMessage() + "' of '" + where + "' is not known (" + origin
                        + "). Correct it. If it is the name of an HDFS with several NameNodes (dfs.nameservices), set"
                        + " HADOOP_CONF_DIR to the directory with the hdfs-site.xml that lists them.",
                failure);
    }

    /** A failure on the NameNode brings its stack trace in its message. */
    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static <E extends Exception> @Nullable E cause(Throwable failure, Class<E> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
