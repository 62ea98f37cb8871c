package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.Path;
import java.io.Serializable;

/** Says which files of a directory are left out. */
public abstract class FilePathFilter implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final String HADOOP_COPYING = "_COPYING_";

    /** True to leave the file or directory out. */
    public abstract boolean filterPath(Path filePath);

    /** Leaves out names that begin with {@code _} or {@code .}, and files that Hadoop is still copying. */
    public static FilePathFilter createDefaultFilter() {
        return DefaultFilter.INSTANCE;
    }

    /** See {@link #createDefaultFilter}. */
    public static class DefaultFilter extends FilePathFilter {
        private static final long serialVersionUID = 1L;

        static final DefaultFilter INSTANCE = new DefaultFilter();

        DefaultFilter() {}

        @Override
        public boolean filterPath(Path filePath) {
            String name = filePath.getName();
            return name.startsWith(".") || name.startsWith("_") || name.contains(HADOOP_COPYING);
        }
    }
}
