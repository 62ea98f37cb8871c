package io.millrace.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.protocol.Failure;
import io.millrace.taskmanager.checkpoint.LostSnapshotException;
import io.millrace.taskmanager.checkpoint.UnreadableSnapshotException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose failure it is when a task cannot read what it is to begin with. */
class FailureOwnersTest {
    private static final StateHandle HANDLE = new StateHandle("file:/chk-7/tm-1", 0, 50, 1);

    private static Failure of(Throwable thrown) {
        return Failures.of(thrown, null, Optional.empty(), 0, "sums (1/1)");
    }

    @Test
    void aSnapshotThatCannotBeReadNowIsTheStoragesAndIsNotLost() {
        Failure failure = of(new UnreadableSnapshotException(HANDLE, new IOException("no route to host")));
        assertThat(failure.owner()).isEqualTo(Failure.Owner.RESOURCES);
        assertThat(failure.lostSnapshot()).isEmpty();
        assertThat(failure.message()).contains("'file:/chk-7/tm-1'", "no route to host");
    }

    @Test
    void aDamagedSnapshotIsThePlatformsAndIsLost() {
        Failure failure = of(new LostSnapshotException(HANDLE, "the file does not exist", null));
        assertThat(failure.owner()).isEqualTo(Failure.Owner.PLATFORM);
        assertThat(failure.lostSnapshot()).contains("file:/chk-7/tm-1");
    }
}
