package org.p2pltr.env;

import org.p2pltr.id.Bytes;

/** One change of the durable store. */
public sealed interface Write {
    /** Where it is made. */
    Family family();

    /** Sets the value of a key. */
    record Put(Family family, Bytes key, Bytes value) implements Write {}

    /** Removes a key, if it is there. */
    record Delete(Family family, Bytes key) implements Write {}

    /** Removes all keys of a range. */
    record DeleteRange(Range range) implements Write {
        @Override
        public Family family() {
            return range.family();
        }
    }
}
