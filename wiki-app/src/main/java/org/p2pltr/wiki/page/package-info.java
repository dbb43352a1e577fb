/**
 * Pages for people: read, create, save, list.
 *
 * <p>Invariant: what a person submitted is durable or still on their screen. Source: wiki.md, rows
 * "page", "state", "editor".
 */
@NullMarked
package org.p2pltr.wiki.page;

import org.jspecify.annotations.NullMarked;
