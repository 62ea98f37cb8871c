package io.millrace.ha;

import java.util.ArrayList;
import java.util.List;

/**
 * The znodes of one application.
 *
 * <pre>
 * /millrace                      shared, open: anybody may list and make children, and delete those that are empty
 *   /application_17_0001         the application's; from here on only for whoever has its secret
 *     /epoch                     its version is the epoch: each new leader bumps it by compare-and-set
 *     /leader                    where the leader listens, written only together with a check of the epoch's version
 *     /latch                     ephemeral children of the contenders, in their order
 * </pre>
 */
final class ApplicationNodes {
    private final String root;
    private final String application;

    ApplicationNodes(ZooKeeperSettings settings) {
        this.root = settings.root();
        this.application = settings.root() + "/" + settings.clusterId();
    }

    /** The shared root and what is above it, from the top. */
    List<String> shared() {
        List<String> paths = new ArrayList<>();
        for (int slash = root.indexOf('/', 1); slash > 0; slash = root.indexOf('/', slash + 1)) {
            paths.add(root.substring(0, slash));
        }
        paths.add(root);
        return paths;
    }

    String application() {
        return application;
    }

    String epoch() {
        return application + "/epoch";
    }

    String leader() {
        return application + "/leader";
    }

    String latch() {
        return application + "/latch";
    }
}
