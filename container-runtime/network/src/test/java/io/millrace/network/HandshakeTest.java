package io.millrace.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testing.seeds.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class HandshakeTest {
    private static final Secret SECRET = Secret.random();

    private static Handshake.Dialer dialer(Secret secret) {
        return new Handshake.Dialer(secret, 1, ConnectionKind.DATA, "tm-1", "jobmanager");
    }

    private static Handshake.Acceptor acceptor(Secret secret) {
        return new Handshake.Acceptor(secret, 1, "jobmanager");
    }

    @Test
    void letsTwoSidesThatKnowTheSecretKnowEachOther() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        Handshake.Acceptor acceptor = acceptor(SECRET);
        byte[] answer = acceptor.proved(dialer.challenged(acceptor.greeted(dialer.hello())));
        acceptor.check();
        dialer.answered(answer);
        assertThat(acceptor.node()).isEqualTo("tm-1");
        assertThat(acceptor.kind()).isEqualTo(ConnectionKind.DATA);
    }

    @Test
    void refusesADialerWithAnotherSecret() throws Exception {
        Handshake.Dialer dialer = dialer(Secret.random());
        Handshake.Acceptor acceptor = acceptor(SECRET);
        byte[] proof = dialer.challenged(acceptor.greeted(dialer.hello()));
        assertThatThrownBy(() -> acceptor.proved(proof)).hasMessage("it does not know the application's secret");
    }

    @Test
    void refusesAnAcceptorWithAnotherSecret() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        // One that takes any proof, as somebody would who wants to be taken for the JobManager.
        Handshake.Dialer accomplice = dialer(SECRET);
        Handshake.Acceptor impostor = acceptor(Secret.random());
        byte[] challenge = impostor.greeted(dialer.hello());
        dialer.challenged(challenge);
        byte[] forged = new byte[2 + 1 + "jobmanager".length() + 32];
        assertThatThrownBy(() -> dialer.answered(forged)).hasMessage("it does not know the application's secret");
        assertThat(accomplice.hello()).isNotEqualTo(dialer.hello());
    }

    @Test
    void takesNoProofThatWasRecorded() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        byte[] recorded = dialer.challenged(acceptor(SECRET).greeted(dialer.hello()));
        Handshake.Acceptor later = acceptor(SECRET);
        later.greeted(dialer.hello());
        assertThatThrownBy(() -> later.proved(recorded)).hasMessage("it does not know the application's secret");
    }

    @Test
    void takesNoAnswerThatWasRecorded() throws Exception {
        Handshake.Dialer first = dialer(SECRET);
        Handshake.Acceptor acceptor = acceptor(SECRET);
        byte[] challenge = acceptor.greeted(first.hello());
        byte[] recorded = acceptor.proved(first.challenged(challenge));
        Handshake.Dialer second = dialer(SECRET);
        second.challenged(challenge);
        assertThatThrownBy(() -> second.answered(recorded)).hasMessage("it does not know the application's secret");
    }

    @Test
    void takesNoProofForAnAnswer() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        byte[] proof = dialer.challenged(acceptor(SECRET).greeted(dialer.hello()));
        byte[] reflected = new byte[2 + 1 + "jobmanager".length() + proof.length];
        System.arraycopy(proof, 0, reflected, reflected.length - proof.length, proof.length);
        assertThatThrownBy(() -> dialer.answered(reflected)).hasMessage("it does not know the application's secret");
    }

    @Test
    void refusesItsOwnFramesSentBackToIt() throws Exception {
        // Somebody between opens a connection back to the node that dials, and lets it answer its own challenge.
        Handshake.Dialer dialer = dialer(SECRET);
        Handshake.Acceptor same = new Handshake.Acceptor(SECRET, 1, "tm-1");
        byte[] proof = dialer.challenged(same.greeted(dialer.hello()));
        assertThatThrownBy(() -> same.proved(proof)).hasMessage("it says that it is this very node, tm-1");
    }

    @Test
    void refusesAProofOfAnotherName() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        byte[] hello = dialer.hello().clone();
        hello[hello.length - 1]++;
        Handshake.Acceptor acceptor = acceptor(SECRET);
        byte[] proof = dialer.challenged(acceptor.greeted(hello));
        assertThatThrownBy(() -> acceptor.proved(proof)).hasMessage("it does not know the application's secret");
    }

    @Test
    void refusesAnotherNodeThanTheOneWanted() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        Handshake.Acceptor other = new Handshake.Acceptor(SECRET, 1, "tm-7");
        byte[] answer = other.proved(dialer.challenged(other.greeted(dialer.hello())));
        assertThatThrownBy(() -> dialer.answered(answer)).hasMessage("it is node tm-7, expected node jobmanager");
    }

    @Test
    void saysSoWhenVersionsDiffer() throws Exception {
        Handshake.Dialer dialer = dialer(SECRET);
        Handshake.Acceptor newer = new Handshake.Acceptor(SECRET, 2, "jobmanager");
        byte[] answer = newer.proved(dialer.challenged(newer.greeted(dialer.hello())));
        assertThatThrownBy(newer::check)
                .hasMessage(
                        "node tm-1 speaks version 1 of the protocol, this one 2: run the same version of Millrace on "
                                + "both sides");
        assertThatThrownBy(() -> dialer.answered(answer))
                .hasMessage("node jobmanager speaks version 2 of the protocol, this one 1: run the same version of "
                        + "Millrace on both sides");
    }

    @ParameterizedTest
    @Seeds(50)
    void failsInItsOwnWordsOnAnyBytes(long seed, int size) {
        Random random = new Random(seed);
        byte[] garbage = new byte[size * 3];
        random.nextBytes(garbage);
        if (garbage.length > 4 && random.nextBoolean()) {
            System.arraycopy(dialer(SECRET).hello(), 0, garbage, 0, 4);
        }
        assertThatThrownBy(() -> acceptor(SECRET).greeted(garbage)).isInstanceOf(HandshakeFailedException.class);
        assertThatThrownBy(() -> acceptor(SECRET).proved(garbage)).isInstanceOf(HandshakeFailedException.class);
        assertThatThrownBy(() -> dialer(SECRET).answered(garbage)).isInstanceOf(HandshakeFailedException.class);
        byte[] cut = java.util.Arrays.copyOf(dialer(SECRET).hello(), random.nextInt(40));
        assertThatThrownBy(() -> acceptor(SECRET).greeted(cut)).isInstanceOf(HandshakeFailedException.class);
    }

    @Test
    void fitsIntoItsFramesWithTheLongestNames() {
        String longest = "n".repeat(255);
        byte[] hello = new Handshake.Dialer(SECRET, 1, ConnectionKind.CONTROL, longest, "x").hello();
        assertThat(hello.length).isLessThanOrEqualTo(Handshake.FRAME_BYTES_MAX);
        assertThatCode(() -> acceptor(SECRET).greeted(hello)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Handshake.checkName("n".repeat(256))).hasMessageContaining("expected=1 to 255 bytes");
    }

    @Test
    void neverShowsTheSecret() {
        byte[] bytes = "a secret of thirty-two bytes, so".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(Secret.of(bytes)).hasToString("Secret(not shown)");
        assertThatThrownBy(() -> Secret.of(new byte[] {77, 78}))
                .hasMessage("the application's secret: expected=32 bytes, actual=2");
    }
}
