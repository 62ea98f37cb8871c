package io.millrace.testing.hadoop;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/** A NameNode and one DataNode, and the folders that every cluster has. */
final class MiniHdfs {
    private MiniHdfs() {}

    /** @return a configuration whose default file system it is */
    static Configuration start(Path directory) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
        configuration.setInt("dfs.replication", 1);
        configuration.setInt("dfs.namenode.fs-limits.min-block-size", 1024); // tests make files of many small blocks
        configuration.setInt("dfs.bytes-per-checksum", 512);
        configuration.setBoolean("dfs.permissions.enabled", true);
        // The name under which NodeManagers register: else no block would be where a container is.
        String[] hosts = {MiniYARNCluster.getHostname()};
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration)
                .numDataNodes(1)
                .hosts(hosts)
                .skipFsyncForTesting(true)
                .build();
        cluster.waitActive();
        Configuration running = new Configuration(cluster.getConfiguration(0));
        FileSystem.setDefaultUri(running, cluster.getURI());
        FileSystem files = cluster.getFileSystem();
        makeOpen(files, new org.apache.hadoop.fs.Path("/tmp"));
        files.mkdirs(new org.apache.hadoop.fs.Path(
                "/user/" + UserGroupInformation.getCurrentUser().getShortUserName()));
        return running;
    }

    private static void makeOpen(FileSystem files, org.apache.hadoop.fs.Path folder) throws IOException {
        files.mkdirs(folder);
        files.setPermission(folder, new FsPermission((short) 01777)); // mkdirs applies the umask
    }
}
