/**
 * What a join of two data sets goes through while its keys and its function are named. Start with {@link
 * io.millrace.dataset.operators.join.JoinOperatorSetsBase}, the beginning of an outer join.
 *
 * <p>Holds nothing that runs: the join itself is {@link io.millrace.dataset.operators.JoinOperator}.
 */
@NullMarked
package io.millrace.dataset.operators.join;

import org.jspecify.annotations.NullMarked;
