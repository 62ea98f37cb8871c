/**
 * What the methods of {@link io.millrace.dataset.DataSet} return: data sets that remember how they are made. Start with
 * {@link io.millrace.dataset.operators.Operator}; each class turns itself into one {@link
 * io.millrace.dataset.plan.PlanNode}.
 *
 * <p>Not thread-safe: a program is built by one thread. Nothing runs here.
 */
@NullMarked
package io.millrace.dataset.operators;

import org.jspecify.annotations.NullMarked;
