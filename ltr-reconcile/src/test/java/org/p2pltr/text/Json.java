package org.p2pltr.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of our test material: maps, lists, strings, whole numbers; this module has no JSON
 * library.
 */
public final class Json {
    private final String json;
    private int position;

    private Json(String json) {
        this.json = json;
    }

    /**
     * The value: a {@code Map<String, Object>}, a {@code List<Object>}, a {@code String}, a {@code
     * Long} or a {@code Boolean}.
     */
    public static Object parse(String json) {
        return new Json(json).value();
    }

    private Object value() {
        return switch (next()) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't', 'f' -> word().equals("true");
            case 'n' -> word();
            default -> Long.parseLong(word());
        };
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        position++;
        while (next() != '}') {
            String name = string();
            expect(':');
            map.put(name, value());
            if (next() == ',') position++;
        }
        position++;
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        position++;
        while (next() != ']') {
            list.add(value());
            if (next() == ',') position++;
        }
        position++;
        return list;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (json.charAt(position) != '"') {
            char unit = json.charAt(position++);
            string.append(unit == '\\' ? escaped() : unit);
        }
        position++;
        return string.toString();
    }

    private char escaped() {
        char unit = json.charAt(position++);
        return switch (unit) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                position += 4;
                yield (char) Integer.parseInt(json.substring(position - 4, position), 16);
            }
            default -> unit;
        };
    }

    private String word() {
        int start = position;
        while (position < json.length() && ",]} \n\r\t".indexOf(json.charAt(position)) < 0)
            position++;
        return json.substring(start, position);
    }

    private char next() {
        while (Character.isWhitespace(json.charAt(position))) position++;
        return json.charAt(position);
    }

    private void expect(char expected) {
        if (next() != expected)
            throw new IllegalArgumentException("expected " + expected + " at " + position);
        position++;
    }
}
