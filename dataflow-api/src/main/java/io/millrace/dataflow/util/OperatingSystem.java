package io.millrace.dataflow.util;

import java.util.Locale;

/** The kind of operating system that this JVM runs on. */
public enum OperatingSystem {
    LINUX,
    WINDOWS,
    MAC_OS,
    FREE_BSD,
    SOLARIS,
    UNKNOWN;

    private static final OperatingSystem CURRENT = of(System.getProperty("os.name", ""));

    public static OperatingSystem getCurrentOperatingSystem() {
        return CURRENT;
    }

    public static boolean isWindows() {
        return CURRENT == WINDOWS;
    }

    public static boolean isLinux() {
        return CURRENT == LINUX;
    }

    public static boolean isMac() {
        return CURRENT == MAC_OS;
    }

    public static boolean isFreeBSD() {
        return CURRENT == FREE_BSD;
    }

    public static boolean isSolaris() {
        return CURRENT == SOLARIS;
    }

    private static OperatingSystem of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("linux")) {
            return LINUX;
        }
        if (lower.startsWith("windows")) {
            return WINDOWS;
        }
        if (lower.startsWith("mac")) {
            return MAC_OS;
        }
        if (lower.startsWith("freebsd")) {
            return FREE_BSD;
        }
        return lower.startsWith("sunos") ? SOLARIS : UNKNOWN;
    }
}
