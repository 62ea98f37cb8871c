package io.millrace.nowhere;

/** Lies under no module's root package. */
public class OfNoModule {}
