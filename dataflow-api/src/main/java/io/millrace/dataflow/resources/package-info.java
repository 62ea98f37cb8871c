/**
 * Amounts of what a machine has.
 *
 * <p>Read {@link io.millrace.dataflow.resources.Resource} first. Nothing here takes or gives resources.
 */
@NullMarked
package io.millrace.dataflow.resources;

import org.jspecify.annotations.NullMarked;
