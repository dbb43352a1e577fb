/**
 * The REST calls: requests and answers as records, errors as problem details.
 *
 * <p>Invariant: bad input gets a 4xx that says what is allowed, and changes nothing. Source:
 * wiki.md, "REST API".
 */
@NullMarked
package org.p2pltr.wiki.api;

import org.jspecify.annotations.NullMarked;
