/**
 * Results of a stream beside the job that makes them. There is one class,
 * {@link io.millrace.datastream.operators.collect.ClientAndIterator}; it starts no jobs itself.
 */
@NullMarked
package io.millrace.datastream.operators.collect;

import org.jspecify.annotations.NullMarked;
