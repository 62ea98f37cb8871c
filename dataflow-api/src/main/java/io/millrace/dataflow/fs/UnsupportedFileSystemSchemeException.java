package io.millrace.dataflow.fs;

import java.io.IOException;

/** No file system is known for a path's scheme. */
public class UnsupportedFileSystemSchemeException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnsupportedFileSystemSchemeException(String message) {
        super(message);
    }

    public UnsupportedFileSystemSchemeException(String message, Throwable cause) {
        super(message, cause);
    }
}
