/**
 * Operations on data sets that are made of others: numbering, counting and sampling. Start with {@link
 * io.millrace.dataset.utils.DataSetUtils}. Nothing here is known to the planner.
 */
@NullMarked
package io.millrace.dataset.utils;

import org.jspecify.annotations.NullMarked;
