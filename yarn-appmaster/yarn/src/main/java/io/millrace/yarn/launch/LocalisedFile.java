package io.millrace.yarn.launch;

import java.net.URI;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/**
 * A file of the cluster's file system that YARN puts into a container's directory.
 *
 * @param link where, relative to the container's directory: a file, or the folder that an archive is unpacked to
 * @param uri with scheme
 * @param size in bytes
 * @param modifiedAtMs as the file system tells it: YARN refuses a file that was changed since
 * @param visibility who shares the copy on a node: everybody, all applications of the user, or the application alone
 * @param archive whether it is unpacked
 */
public record LocalisedFile(
        String link, String uri, long size, long modifiedAtMs, LocalResourceVisibility visibility, boolean archive) {
    /** In YARN's words. */
    public LocalResource resource() {
        LocalResourceType type = archive ? LocalResourceType.ARCHIVE : LocalResourceType.FILE;
        return LocalResource.newInstance(URL.fromURI(URI.create(uri)), type, visibility, size, modifiedAtMs);
    }
}
