/** Real servers for the tests, with nothing installed: given, from Docker, or from Maven. */
@NullMarked
package dev.switchback.conformance.server;

import org.jspecify.annotations.NullMarked;
