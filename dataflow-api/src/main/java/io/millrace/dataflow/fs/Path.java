package io.millrace.dataflow.fs;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The name of a file or directory: {@code scheme://authority/path}, where scheme and authority may be missing. Written
 * with {@code /}, without a slash at its end and without doubled ones; {@code .} and {@code ..} are resolved. Immutable.
 */
public class Path implements Serializable, Comparable<Path> {
    private static final long serialVersionUID = 1L;

    public static final String SEPARATOR = "/";
    public static final char SEPARATOR_CHAR = '/';
    public static final String CUR_DIR = ".";

    private final URI uri;

    /** @throws IllegalArgumentException if the text is empty or no path */
    public Path(String pathString) {
        this.uri = parse(pathString);
    }

    public Path(URI uri) {
        this.uri = build(uri.getScheme(), uri.getAuthority(), uri.getPath());
    }

    public Path(String parent, String child) {
        this(new Path(parent), new Path(child));
    }

    public Path(Path parent, String child) {
        this(parent, new Path(child));
    }

    public Path(String parent, Path child) {
        this(new Path(parent), child);
    }

    /** {@code child} as seen from the directory {@code parent}. */
    public Path(Path parent, Path child) {
        URI base = parent.uri;
        String parentPath = base.getPath();
        if (!parentPath.endsWith(SEPARATOR)) {
            base = build(base.getScheme(), base.getAuthority(), parentPath + SEPARATOR, false);
        }
        URI resolved = base.resolve(child.uri);
        this.uri = build(resolved.getScheme(), resolved.getAuthority(), resolved.getPath());
    }

    public Path(@Nullable String scheme, @Nullable String authority, String path) {
        if (path.isEmpty()) {
            throw emptyPath();
        }
        this.uri = build(scheme, authority, path);
    }

    public static Path fromLocalFile(File file) {
        return new Path(file.toURI());
    }

    public URI toUri() {
        return uri;
    }

    /** Without scheme and authority. */
    public String getPath() {
        return uri.getPath();
    }

    /** The file system that this path names; the local one if it has no scheme. */
    public FileSystem getFileSystem() throws IOException {
        return FileSystem.get(uri);
    }

    /** Whether it begins at the root, with or without a scheme. */
    public boolean isAbsolute() {
        return uri.getPath().startsWith(SEPARATOR);
    }

    /** The last component; empty for the root. */
    public String getName() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf(SEPARATOR_CHAR) + 1);
    }

    /** The directory that holds it; null for the root. */
    public @Nullable Path getParent() {
        String path = uri.getPath();
        int lastSlash = path.lastIndexOf(SEPARATOR_CHAR);
        if (path.equals(CUR_DIR) || path.equals(SEPARATOR)) {
            return null;
        }
        String parent = lastSlash < 0 ? CUR_DIR : lastSlash == 0 ? SEPARATOR : path.substring(0, lastSlash);
        return new Path(build(uri.getScheme(), uri.getAuthority(), parent));
    }

    /** This path with {@code suffix} written after its last component. */
    public Path suffix(String suffix) {
        return new Path(build(uri.getScheme(), uri.getAuthority(), uri.getPath() + suffix));
    }

    /** The number of components; 0 for the root. */
    public int depth() {
        String path = uri.getPath();
        if (path.equals(SEPARATOR) || path.equals(CUR_DIR)) {
            return 0;
        }
        return path.substring(isAbsolute() ? 1 : 0).split(SEPARATOR, -1).length;
    }

    /** This path with the file system's scheme and authority, and from the root. */
    public Path makeQualified(FileSystem fs) {
        Path absolute = isAbsolute() ? this : new Path(fs.getWorkingDirectory(), this);
        URI own = absolute.uri;
        URI root = fs.getUri();
        if (own.getScheme() != null && (own.getAuthority() != null || root.getAuthority() == null)) {
            return absolute;
        }
        String scheme = own.getScheme() == null ? root.getScheme() : own.getScheme();
        String authority = own.getAuthority() == null ? root.getAuthority() : own.getAuthority();
        return new Path(build(scheme, authority, own.getPath()));
    }

    @Override
    public int compareTo(Path other) {
        return uri.compareTo(other.uri);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Path that && uri.equals(that.uri);
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append(':');
        }
        if (uri.getAuthority() != null) {
            text.append("//").append(uri.getAuthority());
        }
        return text.append(uri.getPath()).toString();
    }

    // Not by URI.create: a path may hold characters, such as blanks, that a URI must have escaped.
    private static URI parse(String given) {
        String text = given.trim();
        if (text.isEmpty()) {
            throw emptyPath();
        }
        String scheme = null;
        String authority = null;
        int start = 0;
        int colon = text.indexOf(':');
        int slash = text.indexOf(SEPARATOR_CHAR);
        if (colon > 0 && (slash < 0 || colon < slash)) {
            scheme = text.substring(0, colon);
            start = colon + 1;
        }
        if (text.startsWith("//", start) && text.length() - start > 2) {
            int end = text.indexOf(SEPARATOR_CHAR, start + 2);
            int authorityEnd = end < 0 ? text.length() : end;
            authority = text.substring(start + 2, authorityEnd);
            start = authorityEnd;
        }
        return build(scheme, authority, text.substring(start));
    }

    private static URI build(@Nullable String scheme, @Nullable String authority, String path) {
        return build(scheme, authority, path, true);
    }

    private static URI build(@Nullable String scheme, @Nullable String authority, String path, boolean normalize) {
        String clean = normalize ? normalizeSlashes(path) : path;
        try {
            // An absolute URI needs an absolute path.
            if ((scheme != null || authority != null) && !clean.startsWith(SEPARATOR)) {
                clean = SEPARATOR + clean;
            }
            String host = authority == null || authority.isEmpty() ? null : authority;
            URI uri = new URI(scheme, host, clean, null, null);
            URI normal = normalize ? uri.normalize() : uri;
            // The working directory is ".", which normalisation leaves nothing of.
            return normal.getPath().isEmpty() ? new URI(scheme, host, CUR_DIR, null, null) : normal;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "Not a path: scheme=" + scheme + ", authority=" + authority + ", path='" + path + "'", e);
        }
    }

    private static String normalizeSlashes(String path) {
        String single = path.replaceAll("/+", SEPARATOR);
        return single.length() > 1 && single.endsWith(SEPARATOR) ? single.substring(0, single.length() - 1) : single;
    }

    private static IllegalArgumentException emptyPath() {
        return new IllegalArgumentException("Cannot create a Path from an empty string");
    }
}
