package org.apache.commons.cli;

/** A commons-cli of long ago. */
public final class Options {
    public static String oldVersion() {
        return "commons-cli-1.2";
    }
}
