package io.millrace.yarn.launch;

import java.util.List;

/** What lies in a container's directory: the links that YARN makes there, and the class path over them. */
public final class ContainerFiles {
    /** The folder of the engine's jars; one archive, see {@code libraries-<sha256>.zip} in {@code staging}. */
    public static final String LIBRARIES = "libraries";

    /** The archive of classes of the libraries, if the distribution has one. */
    public static final String CLASSES = "classes.jsa";

    /** The client's Hadoop settings, all in one file of the name that Hadoop looks for on the class path. */
    public static final String HADOOP_CONFIGURATION = "conf/core-site.xml";

    /** The user's own configuration of logs; without it {@link #LOGGING_DEFAULT} holds. */
    public static final String LOGGING = "conf/log4j2.xml";

    /** On the class path of the engine. */
    public static final String LOGGING_DEFAULT = "millrace-container-log4j2.xml";

    /** The folder of the program's jars, in the ApplicationMaster's container alone. */
    public static final String PROGRAM = "program/";

    /** What the ApplicationMaster is told; in its container alone. */
    public static final String LAUNCH_SPEC = "launch.json";

    /** In the application's staging directory: the token of the REST interface, readable by its owner only. */
    public static final String TOKEN = "token";

    /** In a session's staging directory: the folder of submitted jobs' graphs, each named by its job's id. */
    public static final String GRAPHS = "graphs";

    /** In the staging directory: the folder of the reports of failures, which outlives the application. */
    public static final String FAILURES = "failures";

    public static final String APPLICATION_MASTER_CLASS = "io.millrace.yarn.master.ApplicationMaster";
    public static final String TASK_MANAGER_CLASS = "io.millrace.yarn.worker.TaskManagerProcess";

    /** Among the libraries: a jar that names all others, in order, as its class path. */
    public static final String CLASS_PATH_JAR = "class-path.jar";

    /**
     * An archive of classes is good for the class path only that it was made with, or one that begins with it: so the
     * libraries come first, and not in the order in which a file system happens to list them.
     */
    private static final String CLASS_PATH = LIBRARIES + "/" + CLASS_PATH_JAR + ":conf";

    private ContainerFiles() {}

    /** For {@code -cp}, relative to the container's directory. */
    public static String classPath() {
        return CLASS_PATH;
    }

    /** The value of {@code log4j2.configurationFile} for a container with these files. */
    public static String logging(List<LocalisedFile> containerFiles) {
        boolean own = containerFiles.stream().anyMatch(file -> file.link().equals(LOGGING));
        return own ? LOGGING : "classpath:" + LOGGING_DEFAULT;
    }
}
