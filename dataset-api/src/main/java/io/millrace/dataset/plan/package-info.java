/**
 * What a DataSet program asks for, and how it is turned into a job graph. Start with {@link
 * io.millrace.dataset.plan.PlanNode}, the logical plan, then {@link io.millrace.dataset.plan.BatchPlanner}, which chooses
 * exchanges, combiners and algorithms for it.
 *
 * <p>Nothing here runs anything or knows the public operator classes.
 */
@NullMarked
package io.millrace.dataset.plan;

import org.jspecify.annotations.NullMarked;
