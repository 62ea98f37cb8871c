package io.millrace.dataset.plan;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;

/**
 * By what records are grouped, joined or told apart.
 *
 * @param selector serialisable; equal keys meet at one subtask
 * @param type of the key
 * @param description as the user wrote it, such as {@code (0,2)} or {@code word}
 */
public record Key(KeySelector<?, ?> selector, TypeInformation<?> type, String description) {}
