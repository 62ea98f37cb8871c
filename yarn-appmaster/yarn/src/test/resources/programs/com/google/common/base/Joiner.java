package com.google.common.base;

/** A Guava of long ago: of the name of a class of today's, and with other methods. */
public final class Joiner {
    public static Joiner on(String separator) {
        return new Joiner();
    }

    public String version() {
        return "guava-11";
    }
}
