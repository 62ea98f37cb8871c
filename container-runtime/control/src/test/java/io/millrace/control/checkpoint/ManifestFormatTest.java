package io.millrace.control.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.dataflow.JobID;
import io.millrace.testing.seeds.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;

class ManifestFormatTest {
    private static Manifest random(Random random, int size) {
        List<VertexState> vertices = new ArrayList<>();
        for (int v = random.nextInt(size); v > 0; v--) {
            List<SubtaskState> subtasks = new ArrayList<>();
            for (int s = random.nextInt(size); s > 0; s--) {
                Optional<StateHandle> state = random.nextBoolean()
                        ? Optional.of(new StateHandle("hdfs://nn/ü" + s, s, random.nextLong() >>> 1, random.nextInt()))
                        : Optional.empty();
                subtasks.add(new SubtaskState(s, s + 3, state, random.nextBoolean()));
            }
            List<OperatorState> operators = List.of(
                    new OperatorState("op" + v, "näme", random.nextBoolean(), random.nextBoolean()),
                    new OperatorState("x", "", random.nextBoolean(), random.nextBoolean()));
            vertices.add(new VertexState(1 + random.nextInt(500), operators, subtasks));
        }
        byte[] state = new byte[random.nextInt(size)];
        random.nextBytes(state);
        return new Manifest(
                new JobID(random.nextLong(), random.nextLong()),
                1 + random.nextInt(1000),
                new Epoch(random.nextInt(50)),
                random.nextLong(),
                random.nextLong(),
                vertices,
                List.of(new CoordinatorState("c", state)));
    }

    @ParameterizedTest
    @Seeds(50)
    void whatIsWrittenIsReadAsItWas(long seed, int size) throws IOException {
        Manifest manifest = random(new Random(seed), size + 1);
        assertThat(ManifestFormat.read("here", ManifestFormat.write(manifest)))
                .usingRecursiveComparison()
                .isEqualTo(manifest);
    }

    @ParameterizedTest
    @Seeds(50)
    void aDamagedManifestIsRefused(long seed, int size) {
        Random random = new Random(seed);
        byte[] file = ManifestFormat.write(random(random, size + 1));
        byte[] cut = Arrays.copyOf(file, random.nextInt(file.length));
        assertThatThrownBy(() -> ManifestFormat.read("here", cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest here is damaged");
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> ManifestFormat.read("here", file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("manifest here is damaged");
    }
}
