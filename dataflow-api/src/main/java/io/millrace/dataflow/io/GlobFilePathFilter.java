package io.millrace.dataflow.io;

import io.millrace.dataflow.fs.Path;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files whose path matches one of the patterns to include (all, if there are none) and none of those to
 * exclude. Patterns: {@code *} within a name, {@code **} over directories, {@code ?}, {@code [a-z]}, {@code {a,b}}.
 */
public class GlobFilePathFilter extends FilePathFilter {
    private static final long serialVersionUID = 1L;

    private final List<String> includePatterns;
    private final List<String> excludePatterns;
    private transient @Nullable List<PathMatcher> includes;
    private transient @Nullable List<PathMatcher> excludes;

    public GlobFilePathFilter() {
        this(Collections.emptyList(), Collections.emptyList());
    }

    /** @throws java.util.regex.PatternSyntaxException if a pattern is wrong */
    public GlobFilePathFilter(List<String> includePatterns, List<String> excludePatterns) {
        this.includePatterns = new ArrayList<>(includePatterns);
        this.excludePatterns = new ArrayList<>(excludePatterns);
        this.includes = matchers(includePatterns);
        this.excludes = matchers(excludePatterns);
    }

    @Override
    public boolean filterPath(Path filePath) {
        // Matchers are not serialisable, so they are made again on the other side.
        if (includes == null) {
            includes = matchers(includePatterns);
        }
        if (excludes == null) {
            excludes = matchers(excludePatterns);
        }
        java.nio.file.Path path = java.nio.file.Path.of(filePath.toUri().getPath());
        boolean included = includes.isEmpty() || includes.stream().anyMatch(matcher -> matcher.matches(path));
        return !included || excludes.stream().anyMatch(matcher -> matcher.matches(path));
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        List<PathMatcher> matchers = new ArrayList<>();
        for (String pattern : patterns) {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern));
        }
        return matchers;
    }
}
