package io.millrace.rest.view;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a checkpoint.
 *
 * @param triggerId 32 hexadecimal digits that the client makes up: asking again with them takes no second one. Null: the
 *     server makes them up
 */
public record TakeCheckpointView(@Nullable String triggerId) {}
