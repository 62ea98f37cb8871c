/**
 * How the engine reads and makes users' objects: fields, constructors, record components, by method handles that also reach
 * classes that are not public and classes of other class loaders. Read {@link io.millrace.types.access.FieldHandle} first.
 * Nothing here knows types, keys or bytes.
 */
@NullMarked
package io.millrace.types.access;

import org.jspecify.annotations.NullMarked;
