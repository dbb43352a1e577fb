package org.p2pltr.wiki.process;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A person whose browser runs no script: opens a screen and presses a button of its form. */
final class PlainForm {
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private final URI base;

    PlainForm(URI base) {
        this.base = base;
    }

    Screen open(String path) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /**
     * Presses the button with this address, and name and value if it has any; what is shown then.
     */
    Screen press(String path, String action, String name, String value)
            throws IOException, InterruptedException {
        Screen screen = open(path);
        String button = "name=\"" + name + "\" value=\"" + value + "\"";
        if (!screen.html().contains("formaction=\"" + action + "\"")
                || (!name.isEmpty() && !screen.html().contains(button)))
            return new Screen(0, "no button " + action + " " + button + " in " + screen.html());
        return post(screen, action, name.isEmpty() ? Map.of() : Map.of(name, value));
    }

    /** Sends the form of an open screen with these fields. */
    Screen post(Screen screen, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("_csrf=");
        body.append(encoded(screen.values("name=\"_csrf\" value").getFirst()));
        fields.forEach(
                (name, value) -> body.append('&').append(name).append('=').append(encoded(value)));
        return sent(
                HttpRequest.newBuilder(base.resolve(action))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", base.getScheme() + "://" + base.getAuthority())
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private Screen sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Screen(answer.statusCode(), answer.body());
    }
}
