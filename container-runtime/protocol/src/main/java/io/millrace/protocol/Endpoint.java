package io.millrace.protocol;

/**
 * Where a TaskManager is reached by the others.
 *
 * @param host its name or number; also what says how near it is to the blocks of a file
 * @param port where it takes connections; 0 if it takes none: it shares its process with all who speak to it
 */
public record Endpoint(TaskManagerId taskManager, String host, int port) {
    private static final int PORT_MAX = 65_535;

    public Endpoint {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "port of task manager " + taskManager + ": expected=0 to " + PORT_MAX + ", actual=" + port);
        }
    }

    /** Of a TaskManager that takes no connections. */
    public static Endpoint inProcess(TaskManagerId taskManager, String host) {
        return new Endpoint(taskManager, host, 0);
    }

    /** Whether it takes connections. */
    public boolean listens() {
        return port > 0;
    }
}
