/**
 * Formats of files that are read record by record. Read {@link io.millrace.datastream.file.source.reader.StreamFormat} first;
 * nothing here opens a file or looks for one.
 */
@NullMarked
package io.millrace.datastream.file.source.reader;

import org.jspecify.annotations.NullMarked;
