package io.millrace.client;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The resource managers that are on the class path. Looking for them loads their classes: not done for local programs. */
final class Platforms {
    private Platforms() {}

    static List<Platform> all() {
        List<Platform> all = new ArrayList<>();
        ServiceLoader.load(Platform.class, Platforms.class.getClassLoader()).forEach(all::add);
        return all;
    }

    /** @throws IllegalConfigurationException names those that there are */
    static Platform named(String name) {
        List<Platform> all = all();
        return all.stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalConfigurationException("There is no resource manager '" + name
                        + "'; expected=one of "
                        + all.stream().map(Platform::name).toList() + "."));
    }
}
