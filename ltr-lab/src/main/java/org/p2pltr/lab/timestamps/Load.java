package org.p2pltr.lab.timestamps;

/**
 * What is put on the network: so many authors, each with a document of its own or all with one, and
 * patches of so many bytes.
 */
record Load(int authors, boolean oneDocument, int bytes) {
    int documents() {
        return oneDocument ? 1 : authors;
    }

    /** Such as "16 authors, 1 document, 200 B". */
    String name() {
        return counted(authors, "author")
                + ", "
                + counted(documents(), "document")
                + ", "
                + bytes
                + " B";
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
