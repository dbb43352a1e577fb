/**
 * What somebody reads who is new here: the welcome, the help, and how another person comes in.
 *
 * <p>Source: wiki.md, row "first run".
 */
@NullMarked
package org.p2pltr.wiki.guide;

import org.jspecify.annotations.NullMarked;
