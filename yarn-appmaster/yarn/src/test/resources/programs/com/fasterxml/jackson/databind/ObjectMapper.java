package com.fasterxml.jackson.databind;

/** A Jackson of long ago. */
public final class ObjectMapper {
    public String oldVersion() {
        return "jackson-2.0";
    }
}
