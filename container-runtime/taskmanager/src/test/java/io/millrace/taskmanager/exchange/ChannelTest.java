package io.millrace.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.JobID;
import io.millrace.protocol.PartitionId;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChannelTest {
    private static final ChannelId ID = new ChannelId(new JobID(1, 2), 3, 0, 0, 1, 0);

    private final ChannelHub hub = new ChannelHub(4);

    private static Batch batch(int records) {
        Batch batch = new Batch(records);
        for (int i = 0; i < records; i++) {
            batch.add(i, i);
        }
        return batch;
    }

    @Test
    void isTheSameForBothSidesAndGoesWhenBothHaveEnded() {
        Channel channel = hub.channel(ID);

        assertThat(hub.channel(ID)).isSameAs(channel);
        hub.producerEnded(channel);
        assertThat(hub.size()).isEqualTo(1);
        hub.consumerEnded(channel);
        assertThat(hub.size()).isZero();
    }

    @Test
    void refusesWhatItHasNoRoomForAndWakesTheProducerWhenHalfIsFree() {
        Channel channel = hub.channel(ID);
        AtomicInteger wakeUps = new AtomicInteger();
        channel.onRoom(wakeUps::incrementAndGet);
        for (int i = 0; i < 4; i++) {
            assertThat(channel.offer(batch(1))).isTrue();
        }

        assertThat(channel.offer(batch(1))).isFalse();
        channel.poll();
        assertThat(wakeUps).hasValue(0);
        channel.poll();
        assertThat(wakeUps).hasValue(1);
        channel.poll();
        assertThat(wakeUps).hasValue(1);
    }

    @Test
    void aBrokenChannelFailsBothSidesTheConsumerAfterWhatCame() {
        Channel channel = hub.channel(ID);
        channel.offer(batch(1));

        channel.breakWith("the node is gone");

        assertThatThrownBy(() -> channel.offer(batch(1))).isInstanceOf(ChannelBrokenException.class);
        assertThat(channel.poll()).isNotNull();
        assertThatThrownBy(channel::poll)
                .isInstanceOf(ChannelBrokenException.class)
                .hasMessageContaining("the node is gone");
    }

    @Test
    void whatBringsAPartitionSaysThatItIsLostWhenItBreaks() {
        Channel channel = hub.channelFromPartition(ID);

        channel.breakWith("the node is gone");

        assertThatThrownBy(channel::poll)
                .isInstanceOfSatisfying(
                        PartitionLostException.class,
                        lost -> assertThat(lost.partition()).isEqualTo(new PartitionId(ID.job(), 3, 0, 0)))
                .hasMessageContaining("the node is gone");
    }

    /** A thread that sleeps as a worker does: it says so, looks once more, and sleeps until it is woken. */
    private static final class Sleeper implements WakeUp {
        private volatile boolean signalled;
        private volatile boolean asleep;
        private volatile Thread thread;

        @Override
        public void wakeUp() {
            if (!signalled) {
                signalled = true;
                if (asleep) {
                    LockSupport.unpark(thread);
                }
            }
        }

        void sleep() {
            asleep = true;
            while (!signalled) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }

    @Test
    @Timeout(60)
    void losesNoWakeUpWhileBothSidesSleepAndWake() throws Exception {
        int elements = 300_000;
        Channel channel = hub.channel(ID);
        Sleeper producer = new Sleeper();
        Sleeper consumer = new Sleeper();
        channel.onRoom(producer);
        channel.onElement(consumer);
        AtomicReference<Throwable> wrong = new AtomicReference<>();
        producer.thread = new Thread(() -> {
            for (int i = 0; i < elements; i++) {
                producer.signalled = false;
                while (!channel.offer(new Element.Watermark(i))) {
                    producer.sleep();
                    producer.signalled = false;
                }
            }
        });
        consumer.thread = new Thread(() -> {
            for (int i = 0; i < elements; ) {
                consumer.signalled = false;
                Element element = channel.poll();
                if (element == null) {
                    consumer.sleep();
                } else if (!element.equals(new Element.Watermark(i++))) {
                    wrong.set(new AssertionError("at " + i + " came " + element));
                    return;
                }
            }
        });
        producer.thread.start();
        consumer.thread.start();

        producer.thread.join();
        consumer.thread.join();
        assertThat(wrong.get()).isNull();
        assertThat(channel.isEmpty()).isTrue();
    }
}
