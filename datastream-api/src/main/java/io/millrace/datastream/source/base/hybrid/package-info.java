/**
 * Several sources, read one after the other as if they were one. Start with {@link
 * io.millrace.datastream.source.base.hybrid.HybridSource}.
 *
 * <p>The enumerator and the readers here know no records and no files: they hand on what the source of the moment says.
 */
@NullMarked
package io.millrace.datastream.source.base.hybrid;

import org.jspecify.annotations.NullMarked;
