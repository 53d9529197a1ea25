/**
 * MySQL and MariaDB. MariaDB is a flavour: the same protocol and the same driver, and in some ways
 * another server.
 */
@NullMarked
package dev.switchback.backend.mysql;

import org.jspecify.annotations.NullMarked;
