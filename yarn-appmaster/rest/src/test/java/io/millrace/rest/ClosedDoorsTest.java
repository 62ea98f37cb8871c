package io.millrace.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dataflow.JobID;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody without the token gets, and what somebody with a token cannot smuggle in. */
class ClosedDoorsTest {
    private static final JobID JOB = new JobID(7, 11);

    private static RestHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = new RestHouse(true);
        house.staged.put(JOB, new byte[] {1});
        house.client.submit(JOB);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /overview",
        "GET, /jobs",
        "POST, /jobs",
        "GET, /jobs/00000000000000070000000000000000",
        "GET, /jobs/00000000000000070000000000000000/news?wait=30000",
        "POST, /jobs/00000000000000070000000000000000/cancel",
        "GET, /taskmanagers",
        "POST, /stop",
        "GET, /",
        "GET, /nothing/here",
        "PUT, /jobs",
        "DELETE, /jobs",
        "OPTIONS, /jobs",
        "TRACE, /overview",
        "HEAD, /overview",
        "PATCH, /stop",
    })
    void answers401ToWhoeverHasNotTheToken(String method, String path) throws Exception {
        for (String authorization : new String[] {
            "Bearer wrong",
            "Bearer ",
            "Bearer",
            "Basic " + RestHouse.TOKEN,
            RestHouse.TOKEN,
            "Bearer " + RestHouse.TOKEN.substring(1),
            "Bearer " + RestHouse.TOKEN + "0"
        }) {
            HttpResponse<String> response = house.send(house.request(path)
                    .header("Authorization", authorization)
                    .method(method, BodyPublishers.ofString("{\"job\":\"" + JOB + "\"}")));
            assertClosed(response);
        }
        assertClosed(house.send(house.request(path).method(method, BodyPublishers.noBody())));
        assertClosed(house.send(house.request(path + (path.contains("?") ? "&" : "?") + "token=" + RestHouse.TOKEN)
                .method(method, BodyPublishers.noBody())));
        assertThat(house.stops).isEmpty();
    }

    private static void assertClosed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body()).doesNotContain(JOB.toString(), "application_1_0001", "count");
        assertHarmless(response);
    }

    /** No hint of the software, no page that a browser would run, nothing for other origins. */
    private static void assertHarmless(HttpResponse<String> response) {
        assertThat(response.headers().map().keySet())
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("server", "x-powered-by", "access-control-allow-origin", "set-cookie");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.body()).doesNotContain("\tat ", "Exception", "jetty", "Javalin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs/..%2f..%2fetc%2fpasswd",
                "/jobs/%2e%2e/%2e%2e/etc/passwd",
                "/jobs/../../etc/passwd",
                "/jobs/..;/overview/../../x",
                "/jobs/0000000000000007000000000000000g",
                "/jobs/00000000000000070000000000000000%00",
                "/jobs/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/jobs/file:%2f%2f%2fetc%2fpasswd",
            })
    void givesNothingForAPathThatIsNone(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RestHouse.TOKEN
                + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404) .*");
        assertThat(answer).doesNotContain("root:", "<script>", "\tat ", "Exception", "jetty", "Jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"job\":null}",
                "{\"job\":\"../../etc/passwd\"}",
                "{\"job\":\"hdfs://other/graph\"}",
                "{\"job\":\"00000000000000070000000000000000/../x\"}",
                "{\"job\":{\"@class\":\"java.net.URL\"}}",
            })
    void refusesASubmissionThatNamesNoJob(String body) throws Exception {
        HttpResponse<String> response = house.send(house.authorized("/jobs").POST(BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertHarmless(response);
        assertThat(house.dispatcher.graphs).containsOnlyKeys(JOB);
    }

    @Test
    void refusesABodyThatIsTooLargeWhetherItsLengthIsTold() throws Exception {
        String padding = " ".repeat(Endpoints.REQUEST_BYTES_MAX);
        byte[] large = ("{\"job\":\"" + JOB + "\"" + padding + "}").getBytes(StandardCharsets.US_ASCII);

        HttpResponse<String> told = house.send(house.authorized("/jobs").POST(BodyPublishers.ofByteArray(large)));
        HttpResponse<String> chunked = house.send(
                house.authorized("/jobs").POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertHarmless(told);
        assertHarmless(chunked);
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws Exception {
        String answer = raw("GET /overview HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + RestHouse.TOKEN + "\r\nX: "
                + "y".repeat(20_000) + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=x", "version=1.5", "wait=", "from=99999999999999999999"})
    void refusesParametersThatAreNoNumbers(String query) throws Exception {
        HttpResponse<String> response =
                house.send(house.authorized("/jobs/" + JOB + "/news?" + query).GET());

        assertThat(response.statusCode()).isEqualTo(400);
        assertHarmless(response);
    }

    @Test
    void doesNotSayWhichMethodsOtherOriginsMayUse() throws Exception {
        HttpResponse<String> response = house.send(house.authorized("/jobs")
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertHarmless(response);
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                house.server.address().getHost(), house.server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
