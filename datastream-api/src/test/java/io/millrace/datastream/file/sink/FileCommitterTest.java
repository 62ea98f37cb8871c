package io.millrace.datastream.file.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.fs.Path;
import io.millrace.datastream.sink.Committer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommitterTest {
    @TempDir
    java.nio.file.Path folder;

    private java.nio.file.Path hidden;
    private java.nio.file.Path visible;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        hidden = Files.writeString(folder.resolve(".part.inprogress.1"), "four");
        visible = folder.resolve("part");
    }

    @Test
    void renamesAndTakesASecondCallAsDone() throws IOException {
        commit(4);
        assertThat(visible).hasContent("four");
        assertThat(hidden).doesNotExist();
        assertThat(said).isEmpty();

        commit(4);
        assertThat(visible).hasContent("four");
        assertThat(said).containsExactly("already");
    }

    @Test
    void completesARenameThatStoppedBetweenItsTwoSteps() throws IOException {
        Files.createLink(visible, hidden);

        commit(4);
        assertThat(visible).hasContent("four");
        assertThat(hidden).doesNotExist();
        assertThat(said).containsExactly("already");
    }

    @Test
    void refusesAFileOfAnotherLengthThanWasClosed() {
        assertThatThrownBy(() -> commit(5))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected=5, actual=4")
                .hasMessageContaining(".part.inprogress.1");
        assertThat(visible).doesNotExist();
    }

    @Test
    void saysThatRecordsAreLostWhenBothNamesAreGone() throws IOException {
        Files.delete(hidden);
        assertThatThrownBy(() -> commit(4)).isInstanceOf(IOException.class).hasMessageContaining("records are lost");
    }

    @Test
    void removesWhatIsSupersededAndDoesNotMindThatItIsGone() throws IOException {
        FileSinkCommittable superseded = FileSinkCommittable.superseded("", path(hidden));
        new FileCommitter().commit(List.of(new Request(superseded)));
        assertThat(hidden).doesNotExist();
        new FileCommitter().commit(List.of(new Request(superseded)));
        assertThat(said).isEmpty();
    }

    private void commit(long bytes) throws IOException {
        FileSinkCommittable file = FileSinkCommittable.pending("", path(hidden), path(visible), bytes);
        new FileCommitter().commit(List.of(new Request(file)));
    }

    private static Path path(java.nio.file.Path file) {
        return new Path(file.toUri());
    }

    private final class Request implements Committer.CommitRequest<FileSinkCommittable> {
        private final FileSinkCommittable committable;

        Request(FileSinkCommittable committable) {
            this.committable = committable;
        }

        @Override
        public FileSinkCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {
            said.add("known");
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {
            said.add("unknown");
        }

        @Override
        public void retryLater() {
            said.add("later");
        }

        @Override
        public void updateAndRetryLater(FileSinkCommittable changed) {
            said.add("update");
        }

        @Override
        public void signalAlreadyCommitted() {
            said.add("already");
        }
    }
}
