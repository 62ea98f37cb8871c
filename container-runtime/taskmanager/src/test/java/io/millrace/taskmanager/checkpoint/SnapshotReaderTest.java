package io.millrace.taskmanager.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.checkpoint.StateHandle;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.OperatorId;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.Restore;
import io.millrace.protocol.Restore.SubtaskState;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
    private static final StateHandle HANDLE = new StateHandle("hdfs://nn/chk-7/tm-1", 100, 50, 1);

    /** What a read may find. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private static SnapshotReader reader(Opening opening) {
        return reader(HANDLE, opening);
    }

    private static SnapshotReader reader(StateHandle part, Opening opening) {
        SnapshotFiles files = new SnapshotFiles() {
            @Override
            public SnapshotFile create(String directory, String name) {
                throw new UnsupportedOperationException("nothing is written here");
            }

            @Override
            public InputStream open(StateHandle handle) throws IOException {
                return opening.open();
            }
        };
        return new SnapshotReader(
                files,
                new Restore(7, List.of(new SubtaskState(0, 0, 1, part))),
                new AttemptId(new JobID(0, 1), 0, 0, 1),
                new OperatorId("00112233445566778899aabbccddeeff"),
                1,
                128);
    }

    @Test
    void aFileSystemThatCannotBeReachedSaysNothingAgainstTheFileButNamesIt() {
        SnapshotReader reader = reader(() -> {
            throw new IOException("connection refused");
        });
        assertThatThrownBy(reader::read)
                .isInstanceOf(UnreadableSnapshotException.class)
                .hasMessageContaining("'hdfs://nn/chk-7/tm-1' at offset 100")
                .hasMessageContaining("connection refused");
    }

    @Test
    void aReadThatBreaksOffSaysNothingAgainstTheFile() {
        SnapshotReader reader = reader(() -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        });
        assertThatThrownBy(reader::read)
                .isInstanceOf(UnreadableSnapshotException.class)
                .hasMessageContaining("connection reset");
    }

    @Test
    void oneReadThatFailsSaysNothingAgainstTheFileEvenIfTheNextOnesGoWell() {
        byte[] bytes = new byte[50];
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        StateHandle part = new StateHandle("hdfs://nn/chk-7/tm-1", 100, bytes.length, (int) checksum.getValue());
        SnapshotReader reader = reader(part, () -> new VerifiedInput(new FailingOnce(bytes), part));
        assertThatThrownBy(reader::read)
                .isInstanceOf(UnreadableSnapshotException.class)
                .hasMessageContaining("'hdfs://nn/chk-7/tm-1' at offset 100")
                .hasMessageContaining("connection reset");
    }

    private static final class FailingOnce extends FilterInputStream {
        private boolean failed;

        FailingOnce(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (!failed) {
                failed = true;
                throw new IOException("connection reset");
            }
            return super.read(into, from, length);
        }
    }

    @Test
    void bytesThatAreNoSnapshotAreLost() {
        SnapshotReader reader = reader(InputStream::nullInputStream);
        assertThatThrownBy(reader::read)
                .isInstanceOf(LostSnapshotException.class)
                .hasMessageContaining("'hdfs://nn/chk-7/tm-1'");
    }
}
