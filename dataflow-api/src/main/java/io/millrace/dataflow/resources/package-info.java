/**
 * Amounts of what a machine has, such as processors, which can be added, taken away and compared.
 *
 * <p>Read {@link io.millrace.dataflow.resources.Resource} first. Nothing here takes or gives resources.
 */
@NullMarked
package io.millrace.dataflow.resources;

import org.jspecify.annotations.NullMarked;
