/**
 * State that functions keep for each key, the descriptors that name it, and the key groups in which it moves.
 *
 * <p>Read {@link io.millrace.dataflow.state.KeyedStateStore} first. Nothing here keeps state.
 */
@NullMarked
package io.millrace.dataflow.state;

import org.jspecify.annotations.NullMarked;
