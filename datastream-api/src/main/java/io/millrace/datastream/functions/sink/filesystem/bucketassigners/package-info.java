/**
 * Ways to sort records into directories. Read {@link
 * io.millrace.datastream.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner} first; nothing here touches a file.
 */
@NullMarked
package io.millrace.datastream.functions.sink.filesystem.bucketassigners;

import org.jspecify.annotations.NullMarked;
