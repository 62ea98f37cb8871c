/**
 * Operators of two inputs: joins on equal keys, coGroup and cross. Start with {@link
 * io.millrace.operators.join.HashJoinOperator}; its table is {@link io.millrace.operators.join.BuildTable}.
 *
 * <p>The plan makes the edge of the probing side blocking where both sides come from one place; nothing here can wait.
 */
@NullMarked
package io.millrace.operators.join;

import org.jspecify.annotations.NullMarked;
