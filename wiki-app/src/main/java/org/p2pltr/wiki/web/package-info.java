/**
 * What all screens share: layout, the state of the connection, error pages, headers.
 *
 * <p>Source: look/README.md; security.md.
 */
@NullMarked
package org.p2pltr.wiki.web;

import org.jspecify.annotations.NullMarked;
