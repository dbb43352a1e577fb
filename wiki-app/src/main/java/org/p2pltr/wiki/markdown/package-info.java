/**
 * The text of a page as HTML: CommonMark with tables, task lists, footnotes and links between
 * pages.
 *
 * <p>Invariant: whatever the text contains, the HTML runs no script and loads nothing; raw HTML is
 * shown, not obeyed. Source: wiki.md, row "page"; security.md.
 */
@NullMarked
package org.p2pltr.wiki.markdown;

import org.jspecify.annotations.NullMarked;
