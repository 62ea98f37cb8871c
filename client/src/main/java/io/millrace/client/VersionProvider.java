package io.millrace.client;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the manifest of its jar. */
final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(VersionProvider.class.getPackage().getImplementationVersion())
                .orElse("(not built as a jar)");
        return new String[] {"Millrace " + version, "Java " + Runtime.version() + ", " + System.getProperty("java.home")
        };
    }
}
