package org.p2pltr.text;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random states of a document and changes of them. */
public final class States {
    private static final List<String> NAMES = List.of(Attributes.TITLE, Attributes.TAGS, "colour");

    private States() {}

    public static DocumentState any(RandomGenerator random) {
        return new DocumentState(Texts.any(random), attributes(random));
    }

    public static StateChange change(DocumentState before, RandomGenerator random) {
        AttributeChange attributes =
                random.nextInt(3) > 0
                        ? AttributeChange.NONE
                        : AttributeChange.between(before.attributes(), attributes(random));
        return new StateChange(Changes.on(before.text(), random), attributes);
    }

    private static Attributes attributes(RandomGenerator random) {
        Attributes attributes = Attributes.NONE;
        for (String name : NAMES) {
            if (random.nextBoolean())
                attributes = attributes.with(name, Texts.few(random).string());
        }
        return attributes;
    }
}
