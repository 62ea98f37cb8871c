/**
 * Finds the files of paths and makes splits of them. Read {@link io.millrace.datastream.file.source.enumerate.FileEnumerator}
 * first; nothing here reads a file or gives a split to anybody.
 */
@NullMarked
package io.millrace.datastream.file.source.enumerate;

import org.jspecify.annotations.NullMarked;
