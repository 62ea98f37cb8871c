package io.millrace.control.ledger;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import java.util.List;

/**
 * What must outlive a leader, written down by one leader after the other. Methods return at once and never block; what
 * happens comes back as {@link Fact}s to the actor that was named when it was made, in the order of the calls.
 *
 * <p>Once a leader was told {@link TakenOver}, nothing of an earlier leader can be added any more, whatever that one
 * believes; and what an earlier leader was told to be {@link Appended} is among the entries. It does not promise when an
 * answer comes, nor that an entry is absent whose append was never answered: it may be found by the next leader.
 */
public interface Ledger {
    /** Shuts the earlier leaders out and reads what they wrote. Called once, before anything is appended. */
    void takeOver(Epoch epoch);

    /**
     * Writes an entry down. The same again changes nothing and is answered again.
     *
     * @param id not used for another entry of this leader before
     */
    void append(Epoch epoch, long id, byte[] content);

    /** What became of a wish. */
    sealed interface Fact extends Message {}

    /** The ledger is this leader's. */
    record TakenOver(Epoch epoch, List<LedgerEntry> entries) implements Fact {
        public TakenOver {
            entries = List.copyOf(entries);
        }
    }

    /** The entry is durable. */
    record Appended(Epoch epoch, long id) implements Fact {}

    /** The ledger is another leader's: this one can add nothing any more, and must not go on. The last fact. */
    record Superseded(Epoch epoch, String reason) implements Fact {}

    /** The ledger cannot be read or written, for long or for good; what was not answered may be written. The last fact. */
    record Broken(Epoch epoch, String reason) implements Fact {}
}
