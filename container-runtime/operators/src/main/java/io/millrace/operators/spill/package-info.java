/**
 * What algorithms have for records that they cannot keep as objects: bytes in pages, files of compressed and checked blocks,
 * partitions by hash, and the count of what kept objects need. Start with {@link
 * io.millrace.operators.spill.SpillSpace}; the form of a file is told in {@link io.millrace.operators.spill.SpillBlocks}.
 *
 * <p>Nothing here knows an algorithm, a user function or the order of records.
 */
@NullMarked
package io.millrace.operators.spill;

import org.jspecify.annotations.NullMarked;
