/**
 * The port to what must outlive a leader: {@link io.millrace.control.ledger.Ledger}, an append-only list of entries that only
 * the latest leader can add to. Start there.
 *
 * <p>It knows no jobs and no files: entries are bytes, in the order of (epoch, id).
 */
@NullMarked
package io.millrace.control.ledger;

import org.jspecify.annotations.NullMarked;
