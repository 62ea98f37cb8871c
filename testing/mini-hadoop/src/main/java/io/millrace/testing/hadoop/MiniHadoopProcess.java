package io.millrace.testing.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of {@code scripts/mini-hadoop.sh start}: a {@link MiniHadoop} that runs until the process is ended.
 *
 * <p>Arguments: a directory, and the number of NodeManagers. The cluster's files go to {@code data/} in the directory. The
 * file {@code ready} appears when all runs, and holds the directory of the clients' configuration. If something does not
 * start, the process ends with exit code 1 and its log says why.
 */
public final class MiniHadoopProcess {
    private MiniHadoopProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: MiniHadoopProcess DIRECTORY NODEMANAGERS");
            System.exit(2);
        }
        try {
            start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        } catch (IOException | RuntimeException | Error e) { // daemons' threads would keep the process alive
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        new CountDownLatch(1).await();
    }

    private static void start(Path directory, int nodeManagers) throws IOException {
        MiniHadoop hadoop = MiniHadoop.start(
                MiniHadoopSettings.in(directory.resolve("data")).withNodeManagers(nodeManagers));
        Path written = directory.resolve("ready.new");
        Files.writeString(written, hadoop.configurationDirectory() + "\n");
        Files.move(written, directory.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
    }
}
