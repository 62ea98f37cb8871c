package io.millrace.ha;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderWatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the znode of the published leader. It survives lost connections and expired sessions: the node is read again. */
final class ZooKeeperWatch implements LeaderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperWatch.class);

    private final String path;
    private final Executor thread;
    private final Consumer<LeaderIs> facts;
    private final CuratorCache cache;

    // On the thread only.
    private Epoch told = Epoch.NONE;
    private boolean stopped;

    ZooKeeperWatch(CuratorFramework client, ApplicationNodes nodes, Executor thread, Consumer<LeaderIs> facts) {
        this.path = nodes.leader();
        this.thread = thread;
        this.facts = facts;
        this.cache = CuratorCache.build(client, path, CuratorCache.Options.SINGLE_NODE_CACHE);
    }

    @Override
    public void watch() {
        cache.listenable()
                .addListener(CuratorCacheListener.builder()
                        .forCreates(this::read)
                        .forChanges((before, after) -> read(after))
                        .build());
        cache.start();
    }

    @Override
    public void stop() {
        onThread(() -> {
            stopped = true;
            cache.close();
        });
    }

    private void read(@Nullable ChildData node) {
        byte[] content = node == null ? null : node.getData();
        if (content != null && content.length > 0) {
            onThread(() -> tell(content));
        }
    }

    private void tell(byte[] content) {
        LeaderIs leader;
        try {
            leader = PublishedLeader.read(content);
        } catch (IllegalArgumentException e) {
            LOG.error("{}: unreadable, ignored", path, e);
            return;
        }
        // A leader may publish twice; an older one is an answer that came late.
        if (!stopped && !leader.epoch().isOlderThan(told)) {
            told = leader.epoch();
            facts.accept(leader);
        }
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{}: closed while {} was under way", path, work);
        }
    }
}
