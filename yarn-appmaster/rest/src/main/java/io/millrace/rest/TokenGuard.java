package io.millrace.rest;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Lets pass who knows the application's token, by {@code Authorization: Bearer TOKEN}, and answers 401 to all others, on
 * paths that exist and on those that do not. It compares digests, in a time that does not depend on what was sent.
 */
final class TokenGuard implements Handler {
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    TokenGuard(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("REST: the token must not be empty");
        }
        this.expected = digest(token);
    }

    @Override
    public void handle(Context request) {
        String header = request.header("Authorization");
        if (!isRight(header)) {
            request.header("WWW-Authenticate", "Bearer");
            throw new Refusal(
                    401,
                    "This interface answers to the application's token only (Authorization: Bearer TOKEN), which its"
                            + " owner finds in the file 'token' of the application's staging directory.");
        }
    }

    private boolean isRight(@Nullable String header) {
        boolean hasToken = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token =
                header != null && hasToken ? header.substring(SCHEME.length()).strip() : "";
        return MessageDigest.isEqual(expected, digest(token));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
