package io.millrace.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaderFolderTest {
    @TempDir
    Path staging;

    private LeaderFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = LeaderFolder.of(staging.toUri().toString(), new Configuration());
    }

    private static LeaderIs leader(long epoch) {
        return new LeaderIs(new Epoch(epoch), new LeaderAddress("jobmanager", "host-" + epoch, 1000 + (int) epoch));
    }

    @Test
    void namesNobodyBeforeALeaderHasPublished() throws IOException {
        assertThat(folder.latest()).isEmpty();
    }

    @Test
    void namesTheLeaderOfTheHighestEpoch() throws IOException {
        folder.publish(leader(9));
        folder.publish(leader(10));
        assertThat(folder.latest()).contains(leader(10));
    }

    @Test
    void aLeaderThatComesLateDoesNotHideALaterOne() throws IOException {
        folder.publish(leader(3));
        folder.publish(leader(2));
        assertThat(folder.latest()).contains(leader(3));
    }

    @Test
    void twoLeadersOfOneEpochCannotPublish() throws IOException {
        folder.publish(leader(3));
        assertThatThrownBy(() -> folder.publish(leader(3))).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsWrittenAsideIsNotRead() throws IOException {
        folder.publish(leader(1));
        Files.writeString(staging.resolve("leaders/.2.aside"), "half");
        assertThat(folder.latest()).contains(leader(1));
    }
}
