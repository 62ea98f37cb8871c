/**
 * When a part file ends and the next one begins. Read {@link
 * io.millrace.datastream.functions.sink.filesystem.rollingpolicies.DefaultRollingPolicy} first; nothing here touches a file.
 */
@NullMarked
package io.millrace.datastream.functions.sink.filesystem.rollingpolicies;

import org.jspecify.annotations.NullMarked;
