package org.p2pltr.wiki.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the wiki as a person gets it: its HTML, and what stands at its marks. */
record Screen(int status, String html) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Screen get(URI base, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(base.resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Screen(answer.statusCode(), answer.body());
    }

    /** The values of an attribute, in order. */
    List<String> values(String attribute) {
        return found(Pattern.quote(attribute) + "=\"([^\"]*)\"", html);
    }

    /** The text of the element with this attribute's value, tags left out; the first one. */
    String text(String attribute, String value) {
        return textIn(html, attribute, value);
    }

    /** The text of a cell in the row with this attribute's value. */
    String cell(String attribute, String value, String cell) {
        String rows = Pattern.quote(attribute + "=\"" + value + "\"") + "[^>]*>(.*?)</tr>";
        List<String> row = found(rows, html);
        if (row.isEmpty()) return "no row " + value;
        return textIn(row.getFirst(), "data-is", cell);
    }

    private static String textIn(String part, String attribute, String value) {
        String element = Pattern.quote(attribute + "=\"" + value + "\"") + "[^>]*>([^<]*)<";
        List<String> texts = found(element, part);
        return texts.isEmpty() ? "no element " + value : texts.getFirst().strip();
    }

    private static List<String> found(String pattern, String text) {
        return new ArrayList<>(
                Pattern.compile(pattern, Pattern.DOTALL)
                        .matcher(text)
                        .results()
                        .map(Screen::inner)
                        .toList());
    }

    private static String inner(MatchResult match) {
        return match.group(1);
    }
}
