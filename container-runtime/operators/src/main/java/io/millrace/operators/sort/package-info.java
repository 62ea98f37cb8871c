/**
 * Sorting, and what works on sorted records: groups that are iterated, sorted partitions. Start with {@link
 * io.millrace.operators.sort.ExternalSort}, the core, then {@link io.millrace.operators.sort.GroupReduceOperator}.
 *
 * <p>Orders are comparators of whole records; nothing here knows fields or keys.
 */
@NullMarked
package io.millrace.operators.sort;

import org.jspecify.annotations.NullMarked;
