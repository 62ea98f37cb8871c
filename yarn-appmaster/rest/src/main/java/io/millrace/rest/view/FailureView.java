package io.millrace.rest.view;

import io.millrace.protocol.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Failure} for the job's owner; null where nothing is known. */
public record FailureView(
        Failure.Owner owner,
        @Nullable String operator,
        int subtask,
        String message,
        String stackTrace,
        @Nullable String record) {
    public static FailureView of(Failure failure) {
        return new FailureView(
                failure.owner(),
                failure.operator().orElse(null),
                failure.subtask(),
                failure.message(),
                failure.stackTrace(),
                failure.record().orElse(null));
    }

    public Failure toFailure() {
        return new Failure(
                owner, Optional.ofNullable(operator), subtask, message, stackTrace, Optional.ofNullable(record));
    }
}
