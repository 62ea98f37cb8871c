package io.millrace.dataflow.distributions;

import io.millrace.dataflow.io.IOReadableWritable;
import io.millrace.dataflow.types.TypeInformation;
import java.io.Serializable;

/** How keys are distributed, for a range partitioning that need not sample the data. */
public interface DataDistribution extends IOReadableWritable, Serializable {
    /**
     * The largest key of bucket {@code bucketNum} (from 0) of {@code totalNumBuckets}: one value per key field. Never
     * asked for the last bucket.
     */
    Object[] getBucketBoundary(int bucketNum, int totalNumBuckets);

    /** The number of key fields. */
    int getNumberOfFields();

    /** The types of the key fields. */
    TypeInformation<?>[] getKeyTypes();
}
