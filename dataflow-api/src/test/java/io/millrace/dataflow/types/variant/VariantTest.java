package io.millrace.dataflow.types.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.dataflow.types.TypeExtractor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.types.variant.VariantBuilder.VariantArrayBuilder;
import io.millrace.dataflow.types.variant.VariantBuilder.VariantObjectBuilder;
import io.millrace.testing.seeds.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class VariantTest {
    private final VariantBuilder of = Variant.newBuilder();

    private Variant any(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 14 : 16)) {
            case 0 -> of.ofNull();
            case 1 -> of.of(random.nextBoolean());
            case 2 -> of.of((byte) random.nextInt());
            case 3 -> of.of((short) random.nextInt());
            case 4 -> of.of(random.nextInt());
            case 5 -> of.of(random.nextLong());
            case 6 -> of.of(Float.valueOf(random.nextFloat()));
            case 7 -> of.of(Double.valueOf(random.nextBoolean() ? Double.NaN : random.nextDouble()));
            case 8 -> of.of(new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(20) - 5));
            case 9 -> of.of("text \u00e4\u20ac" + random.nextInt());
            case 10 -> of.of(LocalDate.ofEpochDay(random.nextInt(100_000)));
            case 11 -> of.of(LocalDateTime.of(2026, 11, 22, random.nextInt(24), 1, 2, random.nextInt(1_000_000_000)));
            case 12 -> of.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
            case 13 -> of.of(new byte[random.nextInt(9000)]);
            case 14 -> {
                VariantArrayBuilder array = of.array();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(any(random, depth - 1));
                }
                yield array.build();
            }
            default -> {
                VariantObjectBuilder object = of.object(true);
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.add("f" + random.nextInt(10), any(random, depth - 1));
                }
                yield object.build();
            }
        };
    }

    private static byte[] written(Variant variant) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        VariantSerializer.INSTANCE.serialize(variant, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Variant read(byte[] bytes) throws IOException {
        return VariantSerializer.INSTANCE.deserialize(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @ParameterizedTest
    @Seeds(200)
    void isReadAsItWasWritten(long seed, int size) throws IOException {
        Variant variant = any(new Random(seed), Math.min(4, size));
        Variant again = read(written(variant));
        assertThat(again).isEqualTo(variant).hasSameHashCodeAs(variant);
        assertThat(again.toJson()).isEqualTo(variant.toJson());
    }

    @ParameterizedTest
    @Seeds(200)
    void brokenBytesGiveAnError(long seed, int size) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = written(any(random, Math.min(4, size)));
        byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        random.nextBytes(bytes);
        try {
            read(bytes);
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }

    @Test
    void whatIsNestedForEverIsRefused() {
        byte[] arrays = new byte[100_000];
        for (int i = 0; i + 5 <= arrays.length; i += 5) {
            arrays[i] = (byte) Variant.Type.ARRAY.ordinal();
            arrays[i + 4] = 1;
        }
        assertThatThrownBy(() -> read(arrays)).isInstanceOf(IOException.class).hasMessageContaining("nested");
    }

    @Test
    void givesWhatItIsAndRefusesTheRest() {
        Variant order = of.object()
                .add("id", of.of(7L))
                .add("items", of.array().add(of.of("pen")).add(of.ofNull()).build())
                .build();

        assertThat(order.isObject()).isTrue();
        assertThat(order.getField("id").getLong()).isEqualTo(7);
        assertThat(order.getField("items").getElement(0).getString()).isEqualTo("pen");
        assertThat(order.getField("items").getElement(1).isNull()).isTrue();
        assertThat(order.getField("items").getElement(2)).isNull();
        assertThat(order.getField("other")).isNull();
        assertThat(order.getField("id").<Long>getAs()).isEqualTo(7L);
        assertThatThrownBy(() -> order.getField("id").getInt())
                .isInstanceOf(VariantTypeException.class)
                .hasMessageContaining("expected=INT, actual=BIGINT");
        assertThatThrownBy(order::get).isInstanceOf(VariantTypeException.class).hasMessageContaining("no scalar");
    }

    @Test
    void hasANameOnceUnlessTold() {
        VariantObjectBuilder once = of.object().add("a", of.of(1));
        assertThatThrownBy(() -> once.add("a", of.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
        assertThat(of.object(true).add("a", of.of(1)).add("a", of.of(2)).build().toJson())
                .isEqualTo("{\"a\":2}");
    }

    @Test
    void isWrittenAsJson() {
        assertThat(of.object()
                        .add("t", of.of("a \"b\"\n"))
                        .add("d", of.of(new BigDecimal("1E+3")))
                        .add("nan", of.of(Double.valueOf(Double.NaN)))
                        .add("bytes", of.of(new byte[] {1, 2, 3}))
                        .add("day", of.of(LocalDate.of(2026, 11, 22)))
                        .add("none", of.array().build())
                        .build()
                        .toJson())
                .isEqualTo("{\"t\":\"a \\\"b\\\"\\u000a\",\"d\":1000,\"nan\":\"NaN\",\"bytes\":\"AQID\","
                        + "\"day\":\"2026-11-22\",\"none\":[]}");
    }

    @Test
    void isFoundAsATypeOfItsOwn() {
        assertThat(TypeInformation.of(Variant.class)).isEqualTo(Types.VARIANT);
        assertThat((Object) TypeExtractor.getForObject(of.of(1))).isEqualTo(Types.VARIANT);
        assertThat(Types.VARIANT.isKeyType()).isFalse();
    }

    @Test
    void arraysThatWereGivenMayChangeAfterwards() {
        byte[] bytes = {1};
        Variant variant = of.of(bytes);
        bytes[0] = 2;
        variant.getBytes()[0] = 3;
        assertThat(variant.getBytes()).containsExactly(1);
    }
}
