package io.millrace.operators.file;

import io.millrace.testing.hadoop.MiniHadoop;
import io.millrace.testing.hadoop.MiniHadoopSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** An HDFS without YARN for the tests of this module, started by the first that asks; it ends with the JVM. */
final class Hdfs {
    private Hdfs() {}

    static MiniHadoop running() {
        return Running.HADOOP;
    }

    private static final class Running {
        static final MiniHadoop HADOOP = start();

        private static MiniHadoop start() {
            Path base = Path.of("target", "hdfs-" + ProcessHandle.current().pid());
            try {
                return MiniHadoop.start(
                        MiniHadoopSettings.in(base).withoutYarn().withoutZooKeeper());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
