package io.millrace.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.yarn.launch.OutcomeFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyingTest {
    private static final long NOW = Duration.ofDays(20_000).toMillis();
    private static final long LONG_AGO = NOW - Duration.ofDays(8).toMillis();
    private static final long RECENT = NOW - Duration.ofHours(1).toMillis();

    @TempDir
    java.nio.file.Path folder;

    private StagingArea area;

    @BeforeEach
    void openArea() throws IOException {
        area = new StagingArea(
                FileSystem.get(URI.create("file:///"), new Configuration()), new Path(folder.toUri()), -1);
    }

    @Test
    void ofAnApplicationThatHasEndedOnlyTheOutcomeStays() throws IOException {
        java.nio.file.Path ended = application("application_1_0001", true, RECENT);

        tidy(Map.of("application_1_0001", RECENT));

        assertThat(ended.resolve(OutcomeFile.NAME)).exists();
        assertThat(ended.resolve("token")).doesNotExist();
        assertThat(ended.resolve("jars")).doesNotExist();
    }

    @Test
    void theOutcomeGoesAWeekAfterTheEnd() throws IOException {
        java.nio.file.Path ended = application("application_1_0001", true, LONG_AGO);

        tidy(Map.of("application_1_0001", LONG_AGO));

        assertThat(ended).doesNotExist();
    }

    @Test
    void allGoesOfAnApplicationThatEndedWithoutAWord() throws IOException {
        java.nio.file.Path killed = application("application_1_0001", false, RECENT);

        tidy(Map.of("application_1_0001", RECENT));

        assertThat(killed).doesNotExist();
    }

    @Test
    void reportsOfFailuresStayAsLongAsAnOutcomeWould() throws IOException {
        java.nio.file.Path killed = application("application_1_0001", false, RECENT);
        java.nio.file.Path old = application("application_1_0002", true, LONG_AGO);
        file("application_1_0001/failures/aa/000001-000001.txt", RECENT);
        file("application_1_0002/failures/aa/000001-000001.txt", LONG_AGO);

        tidy(Map.of("application_1_0001", RECENT, "application_1_0002", LONG_AGO));

        assertThat(killed.resolve("failures/aa/000001-000001.txt")).exists();
        assertThat(killed.resolve("token")).doesNotExist();
        assertThat(old).doesNotExist();
    }

    @Test
    void nothingGoesOfAnApplicationThatRunsOrWhoseStateIsNotKnown() throws IOException {
        java.nio.file.Path running = application("application_1_0001", false, LONG_AGO);

        tidy(Map.of());

        assertThat(running.resolve("token")).exists();
        assertThat(running.resolve("jars/a.jar")).exists();
    }

    @Test
    void theApplicationThatIsBeingSubmittedIsSpared() throws IOException {
        java.nio.file.Path spared = application("application_1_0009", false, LONG_AGO);

        tidy(Map.of("application_1_0009", LONG_AGO));

        assertThat(spared.resolve("token")).exists();
    }

    @Test
    void whatAClientWroteAsideGoesAfterADayAndLibrariesStay() throws IOException {
        java.nio.file.Path old = file("libraries-1.zip.x.aside", LONG_AGO);
        java.nio.file.Path fresh = file("libraries-2.zip.y.aside", RECENT);
        java.nio.file.Path libraries = file("libraries-3.zip", LONG_AGO);

        tidy(Map.of());

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(libraries).exists();
    }

    @Test
    void anAreaThatIsNotThereIsTidy() throws IOException {
        tidy(Map.of());

        assertThat(folder.resolve(".millrace")).doesNotExist();
    }

    private void tidy(Map<String, Long> ends) throws IOException {
        new Tidying(area, id -> ends.containsKey(id) ? OptionalLong.of(ends.get(id)) : OptionalLong.empty())
                .tidy("application_1_0009", NOW);
    }

    private java.nio.file.Path application(String id, boolean outcome, long atMs) throws IOException {
        file(id + "/token", atMs);
        file(id + "/jars/a.jar", atMs);
        if (outcome) {
            file(id + "/" + OutcomeFile.NAME, atMs);
        }
        return folder.resolve(".millrace").resolve(id);
    }

    private java.nio.file.Path file(String name, long atMs) throws IOException {
        java.nio.file.Path file = folder.resolve(".millrace").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(atMs));
    }
}
