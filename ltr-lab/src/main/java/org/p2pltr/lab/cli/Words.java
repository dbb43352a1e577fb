package org.p2pltr.lab.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options of a command, as {@code --name value} or {@code --name=value}; each is taken once, and
 * none may be left over.
 */
final class Words {
    private final Map<String, String> options = new LinkedHashMap<>();

    Words(List<String> words) {
        List<String> left = new ArrayList<>(words);
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            if (!word.startsWith("--"))
                throw new IllegalArgumentException("not an option: " + word);
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && left.isEmpty())
                throw new IllegalArgumentException(name + " needs a value");
            options.put(name, equals < 0 ? left.removeFirst() : word.substring(equals + 1));
        }
    }

    String text(String name, String usual) {
        String value = options.remove(name);
        return value == null ? usual : value;
    }

    long number(String name, long usual, long lowest, long highest) {
        String value = options.remove(name);
        if (value == null) return usual;
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) return number;
        } catch (NumberFormatException e) {
            // Told below, with what is allowed.
        }
        throw new IllegalArgumentException(
                name
                        + " is '"
                        + value
                        + "', allowed is: a whole number from "
                        + lowest
                        + " to "
                        + highest);
    }

    void nothingLeft() {
        if (!options.isEmpty())
            throw new IllegalArgumentException(
                    "there is no option " + options.keySet().iterator().next());
    }
}
