package io.millrace.yarn.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.config.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessMemoryTest {
    @ParameterizedTest
    @CsvSource({"512, 256, 256", "1024, 512, 512", "2048, 1433, 1331", "4096, 3276, 2969", "16384, 14336, 12800"})
    void theHeapIsThatOfTheTable(int container, int applicationMaster, int taskManager) {
        assertThat(heap(container, ProcessRole.APPLICATION_MASTER))
                .isBetween(applicationMaster - 1, applicationMaster + 1);
        assertThat(heap(container, ProcessRole.TASK_MANAGER)).isBetween(taskManager - 1, taskManager + 1);
    }

    @ParameterizedTest
    @EnumSource
    void theSharesFitIntoTheContainerAndALargerOneHasALargerHeap(ProcessRole role) {
        int before = 0;
        for (int container = 256; container < 100_000; container += 37) {
            ProcessMemory memory = ProcessMemory.of(MemorySize.ofMebiBytes(container), role);
            assertThat(memory.heap().add(memory.metaspace()).add(memory.direct()))
                    .isLessThan(MemorySize.ofMebiBytes(container));
            assertThat(memory.heap().getMebiBytes()).isGreaterThanOrEqualTo(before);
            before = memory.heap().getMebiBytes();
        }
    }

    @Test
    void aContainerThatIsTooSmallIsRefusedByTheNameOfItsSetting() {
        assertThatThrownBy(() -> ProcessMemory.of(MemorySize.ofMebiBytes(255), ProcessRole.TASK_MANAGER))
                .hasMessageContaining("taskmanager.memory.process.size")
                .hasMessageContaining("256 mb")
                .hasMessageContaining("255 mb");
    }

    private static int heap(int containerMb, ProcessRole role) {
        return ProcessMemory.of(MemorySize.ofMebiBytes(containerMb), role)
                .heap()
                .getMebiBytes();
    }
}
