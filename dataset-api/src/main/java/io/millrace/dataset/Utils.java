package io.millrace.dataset;

import io.millrace.dataflow.accumulators.Accumulator;
import io.millrace.dataflow.accumulators.SimpleAccumulator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results that operations of {@link io.millrace.dataset.utils.DataSetUtils} give. */
public final class Utils {
    private Utils() {}

    /** The sum of the hash codes of records, and their number. The same of equal records, whatever their order. */
    public static class ChecksumHashCode implements SimpleAccumulator<ChecksumHashCode> {
        private static final long serialVersionUID = 1L;

        private long count;
        private long checksum;

        public ChecksumHashCode() {}

        public ChecksumHashCode(long count, long checksum) {
            this.count = count;
            this.checksum = checksum;
        }

        public long getCount() {
            return count;
        }

        public long getChecksum() {
            return checksum;
        }

        @Override
        public void add(ChecksumHashCode value) {
            count += value.count;
            checksum += value.checksum;
        }

        @Override
        public ChecksumHashCode getLocalValue() {
            return this;
        }

        @Override
        public void resetLocal() {
            count = 0;
            checksum = 0;
        }

        @Override
        public void merge(Accumulator<ChecksumHashCode, ChecksumHashCode> other) {
            add(other.getLocalValue());
        }

        @Override
        public ChecksumHashCode clone() {
            return new ChecksumHashCode(count, checksum);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ChecksumHashCode that && count == that.count && checksum == that.checksum;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(count) * 31 + Long.hashCode(checksum);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "ChecksumHashCode 0x%016x, count %d", checksum, count);
        }
    }
}
