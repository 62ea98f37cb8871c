package io.millrace.taskmanager.exchange.partition;

import static io.millrace.taskmanager.exchange.partition.Elements.ID;
import static io.millrace.taskmanager.exchange.partition.Elements.batch;
import static io.millrace.taskmanager.exchange.partition.Elements.shape;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeptPartitionTest {
    /** Else a producer that was refused meanwhile would wait for ever, if this element is the last that takes memory. */
    @Test
    void pressesForAnElementOnceItCanBeFound() {
        AtomicReference<KeptPartition> partition = new AtomicReference<>();
        List<Long> foundWhenPressed = new ArrayList<>();
        MemoryBudget budget =
                new MemoryBudget(1, () -> foundWhenPressed.add(partition.get().memoryBytes()));
        partition.set(new KeptPartition(ID, budget));
        partition.get().begin(shape(1, false));

        assertThat(partition.get().append(0, batch(1L), () -> {})).isTrue();

        assertThat(foundWhenPressed).isNotEmpty().last().isEqualTo(budget.heldBytes());
        assertThat(budget.heldBytes()).isPositive();
    }
}
