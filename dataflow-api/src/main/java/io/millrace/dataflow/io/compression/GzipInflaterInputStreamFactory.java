package io.millrace.dataflow.io.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Files of gzip. */
public class GzipInflaterInputStreamFactory implements InflaterInputStreamFactory<GZIPInputStream> {
    // The default of 512 bytes costs a call of the file system for each of them.
    private static final int BUFFER_BYTES = 64 * 1024;

    @Override
    public GZIPInputStream create(InputStream in) throws IOException {
        return new GZIPInputStream(in, BUFFER_BYTES);
    }

    @Override
    public Collection<String> getCommonFileExtensions() {
        return List.of("gz", "gzip");
    }
}
