package io.millrace.dataflow.metrics;

/** Replaces characters that a reporter cannot take in names. */
@FunctionalInterface
public interface CharacterFilter {
    CharacterFilter NO_OP_FILTER = input -> input;

    String filterCharacters(String input);
}
