package io.millrace.dataflow.io.compression;

import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Files in the deflate format of zlib. */
public class DeflateInflaterInputStreamFactory implements InflaterInputStreamFactory<InflaterInputStream> {
    private static final int BUFFER_BYTES = 64 * 1024;

    @Override
    public InflaterInputStream create(InputStream in) {
        return new InflaterInputStream(in, new Inflater(), BUFFER_BYTES) {
            @Override
            public void close() throws java.io.IOException {
                try {
                    super.close();
                } finally {
                    // Memory outside the heap; the superclass frees only an inflater that it made itself.
                    inf.end();
                }
            }
        };
    }

    @Override
    public Collection<String> getCommonFileExtensions() {
        return List.of("deflate");
    }
}
