/**
 * Keyed state and timers as objects on the heap. Start with {@link io.millrace.state.heap.HeapStateBackend}.
 *
 * <p>Values are kept as they are given. A snapshot shares those that cannot change, and is written as {@link
 * io.millrace.state.heap.KeyedFormat} says. Nothing here is thread-safe, except the backend itself, and nothing does I/O.
 */
@NullMarked
package io.millrace.state.heap;

import org.jspecify.annotations.NullMarked;
