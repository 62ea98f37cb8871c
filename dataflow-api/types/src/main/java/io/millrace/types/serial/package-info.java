/**
 * The serialisers: how records of each kind of type become bytes, come back, and are copied. Each class describes its layout
 * in its comment. Read {@link io.millrace.types.serial.Serializers} first: it chooses the serialiser of a type, with
 * {@link io.millrace.types.code.FieldCode} for the fields of tuples, POJOs and Java records. Nothing here does I/O of its
 * own, starts threads, or keeps state between records, except caches of classes.
 */
@NullMarked
package io.millrace.types.serial;

import org.jspecify.annotations.NullMarked;
