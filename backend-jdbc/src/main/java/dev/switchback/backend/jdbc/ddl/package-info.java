/**
 * DDL as text: SQL is the one form of a table's definition that jOOQ prints, databases keep, and
 * both document.
 */
@NullMarked
package dev.switchback.backend.jdbc.ddl;

import org.jspecify.annotations.NullMarked;
