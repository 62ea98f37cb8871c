package io.millrace.dataflow.io.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/** Decompresses streams of one kind. */
public interface InflaterInputStreamFactory<T extends InputStream> {
    T create(InputStream in) throws IOException;

    /** Of files of this kind, without a dot: {@code gz}. */
    Collection<String> getCommonFileExtensions();
}
