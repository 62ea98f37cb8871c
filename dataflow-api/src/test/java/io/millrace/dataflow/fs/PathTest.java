package io.millrace.dataflow.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTest {
    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a//b///c/, /a/b/c",
        "/, /",
        "a/b, a/b",
        "./a, a",
        "/a/./b/../c, /a/c",
        "file:///a/b, file:/a/b",
        "file:/a/b, file:/a/b",
        "hdfs://host:8020/a/b/, hdfs://host:8020/a/b",
        "hdfs://host, hdfs://host/",
        "hdfs:///a, hdfs:/a",
        "' /a b/c ', /a b/c",
        "/a%20b, /a%20b",
    })
    void isWrittenInOneWay(String given, String written) {
        assertThat(new Path(given)).hasToString(written);
        assertThat(new Path(new Path(given).toString())).isEqualTo(new Path(given));
    }

    @Test
    void knowsNameParentAndDepth() {
        Path path = new Path("hdfs://host/a/b/c.txt");
        assertThat(path.getName()).isEqualTo("c.txt");
        assertThat(path.getParent()).isEqualTo(new Path("hdfs://host/a/b"));
        assertThat(path.depth()).isEqualTo(3);
        assertThat(path.isAbsolute()).isTrue();
        assertThat(new Path("/a").getParent()).isEqualTo(new Path("/"));
        assertThat(new Path("/").getParent()).isNull();
        assertThat(new Path("a").getParent()).hasToString(".");
        assertThat(new Path("a/..")).isEqualTo(new Path("."));
        assertThat(new Path("a/b").depth()).isEqualTo(2);
        assertThat(new Path(".", "a/b")).hasToString("a/b");
        assertThat(new Path("/").depth()).isZero();
        assertThat(new Path("a").isAbsolute()).isFalse();
    }

    @Test
    void childrenAreSeenFromTheParent() {
        assertThat(new Path("hdfs://host/a", "b/c")).hasToString("hdfs://host/a/b/c");
        assertThat(new Path(new Path("/a"), "/b")).hasToString("/b");
        assertThat(new Path("/a", "../b")).hasToString("/b");
        assertThat(new Path("/a").suffix("/1")).hasToString("/a/1");
        assertThat(new Path("/a").suffix(".gz")).hasToString("/a.gz");
    }

    @Test
    void isMadeWholeByAFileSystem() {
        FileSystem local = FileSystem.getLocalFileSystem();
        assertThat(new Path("/a").makeQualified(local)).hasToString("file:/a");
        assertThat(new Path("a").makeQualified(local).toString())
                .startsWith("file:/")
                .endsWith("/a");
        assertThat(new Path("hdfs://h/a").makeQualified(local)).hasToString("hdfs://h/a");
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> new Path("  ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSchemeThatNobodyServesIsNamed() {
        assertThatThrownBy(() -> FileSystem.get(URI.create("nosuch://host/a")))
                .isInstanceOf(UnsupportedFileSystemSchemeException.class)
                .hasMessageContaining("'nosuch'")
                .hasMessageContaining("nosuch://host/a");
    }
}
