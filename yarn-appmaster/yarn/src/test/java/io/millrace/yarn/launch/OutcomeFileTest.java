package io.millrace.yarn.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.deploy.JobStanding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeFileTest {
    @TempDir
    java.nio.file.Path folder;

    private FileSystem fs;
    private Path staging;

    @BeforeEach
    void openFileSystem() throws IOException {
        fs = FileSystem.get(URI.create("file:///"), new Configuration());
        staging = new Path(folder.toUri());
    }

    @Test
    void comesBackAsItWasWrittenAndTheLastWordCounts() throws IOException {
        ApplicationOutcome failed = new ApplicationOutcome(
                End.FAILED,
                Kind.USER,
                "line \"1\" of a.txt: ü",
                List.of(new JobStanding(JobID.generate(), "counts", JobStatus.FAILED, 17)));
        ApplicationOutcome succeeded = new ApplicationOutcome(End.SUCCEEDED, Kind.NONE, "", List.of());

        OutcomeFile.write(fs, staging, failed);
        assertThat(OutcomeFile.read(fs, staging)).contains(failed);
        OutcomeFile.write(fs, staging, succeeded);
        assertThat(OutcomeFile.read(fs, staging)).contains(succeeded);
    }

    @Test
    void isNotThereBeforeItIsWritten() throws IOException {
        assertThat(OutcomeFile.read(fs, staging)).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        OutcomeFile.write(fs, staging, new ApplicationOutcome(End.SUCCEEDED, Kind.NONE, "", List.of()));

        assertThat(Files.getPosixFilePermissions(folder.resolve(OutcomeFile.NAME)))
                .containsExactlyInAnyOrder(
                        java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                        java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void saysSoIfItIsNone() throws IOException {
        Files.writeString(folder.resolve(OutcomeFile.NAME), "{\"end\":\"BLUE\"}");

        assertThatThrownBy(() -> OutcomeFile.read(fs, staging))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(OutcomeFile.NAME)
                .hasMessageContaining("BLUE");
    }
}
