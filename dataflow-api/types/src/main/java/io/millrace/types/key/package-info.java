/**
 * Keys: which fields of a record they are, their hash, equality and order, and the arithmetic of aggregations over fields.
 * Everything works on records whose type is known only at run time as well. Read
 * {@link io.millrace.types.key.FieldKeys} first. Nothing here knows partitions, key groups or state.
 */
@NullMarked
package io.millrace.types.key;

import org.jspecify.annotations.NullMarked;
