/**
 * The wiki on Spring Boot, packages by feature; of the core it sees the peer's door and nothing
 * else.
 *
 * <p>Source: architecture.md, "Modules"; wiki.md.
 */
@NullMarked
package org.p2pltr.wiki;

import org.jspecify.annotations.NullMarked;
