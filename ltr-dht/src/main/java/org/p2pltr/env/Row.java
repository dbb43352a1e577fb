package org.p2pltr.env;

import org.p2pltr.id.Bytes;

/** A key and its value in a family of the durable store. */
public record Row(Bytes key, Bytes value) {}
