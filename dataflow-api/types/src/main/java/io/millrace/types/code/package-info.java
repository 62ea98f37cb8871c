/**
 * Code made at run time for one class of records: it writes, reads and copies the fields without reflection and without a
 * loop over them. Read {@link io.millrace.types.code.FieldCode} first, then {@link io.millrace.types.code.FieldCodeMaker}.
 * Layouts are those of the serialisers that use it; nothing here decides them, and nothing of a user's text becomes source.
 */
@NullMarked
package io.millrace.types.code;

import org.jspecify.annotations.NullMarked;
