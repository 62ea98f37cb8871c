package io.millrace.operators.file;

import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.FileSystemProvider;
import io.millrace.dataflow.fs.UnsupportedFileSystemSchemeException;
import java.io.IOException;
import java.net.URI;

/**
 * Opens Hadoop's file systems: {@code hdfs} and {@code viewfs}, and each scheme whose implementation is on the class path or
 * named in {@code core-site.xml} as {@code fs.SCHEME.impl}. Where the settings come from: {@link HadoopSettings}.
 *
 * <p>Looks at no class of Hadoop until a path asks for one, so that a program with local files needs none.
 */
public final class HadoopFileSystemProvider implements FileSystemProvider {
    /** All but {@code file}: whether Hadoop knows it is found out when it is opened. */
    @Override
    public boolean serves(String scheme) {
        return !scheme.equals("file");
    }

    @Override
    public FileSystem open(URI uri) throws IOException {
        try {
            return HadoopFileSystem.open(uri, HadoopSettings.load(System.getenv()));
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedFileSystemSchemeException(
                    "Cannot open '" + uri + "': Hadoop's client is not on the class path, at least not its class "
                            + e.getMessage()
                            + ". Add org.apache.hadoop:hadoop-client-runtime to the dependencies of the"
                            + " program; Millrace's distribution has it.",
                    e);
        }
    }
}
