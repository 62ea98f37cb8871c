/**
 * The file formats and small input and output formats of the DataSet API. Start with {@link
 * io.millrace.dataset.io.TextInputFormat} and {@link io.millrace.dataset.io.TextOutputFormat}.
 *
 * <p>Formats know nothing of commits: where an attempt writes is the sink operator's concern.
 */
@NullMarked
package io.millrace.dataset.io;

import org.jspecify.annotations.NullMarked;
