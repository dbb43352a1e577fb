package org.p2pltr.routing;

import org.p2pltr.id.PeerContact;

/** What a peer knows of a position: where a lookup goes from it. */
public sealed interface Step {

    /** This peer is responsible, as far as it knows. */
    record Here() implements Step {}

    /** That peer is responsible, as far as this one knows: it lies at or after the position. */
    record Final(PeerContact to) implements Step {}

    /** That peer lies before the position, nearer than this one, and knows more. */
    record Toward(PeerContact to) implements Step {}
}
