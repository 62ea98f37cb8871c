/**
 * Small words about operators: orders, the task's thread and its clock.
 *
 * <p>Read {@link io.millrace.dataflow.operators.Order} first. Nothing here processes a record.
 */
@NullMarked
package io.millrace.dataflow.operators;

import org.jspecify.annotations.NullMarked;
