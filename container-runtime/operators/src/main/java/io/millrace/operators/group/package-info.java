/**
 * Grouping by hash: reduce, combine, distinct, first, and keyed batch inputs. Start with {@link
 * io.millrace.operators.group.HashTable}, the core, then {@link io.millrace.operators.group.ReduceOperator}.
 *
 * <p>Nothing here needs an order of keys; what needs one lives in {@code sort}.
 */
@NullMarked
package io.millrace.operators.group;

import org.jspecify.annotations.NullMarked;
