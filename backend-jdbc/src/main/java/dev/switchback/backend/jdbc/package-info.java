/**
 * The engine under every JDBC backend: what a backend implements ({@link
 * dev.switchback.backend.jdbc.Dialect}, {@link dev.switchback.backend.jdbc.ConnectionSource}) and
 * how it opens a database ({@link dev.switchback.backend.jdbc.JdbcEngine}). No application sees it,
 * and it may change in any release; the engine never names a backend.
 */
@NullMarked
package dev.switchback.backend.jdbc;

import org.jspecify.annotations.NullMarked;
