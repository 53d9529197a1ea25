package dev.switchback.backend.jdbc;

/**
 * A lane that a backend wants.
 *
 * @param name its name in statistics and errors
 * @param connections the most connections that its source has
 * @param source its connections; closed with the database
 * @param contested whether its one connection takes a lock that other processes want too, and for
 *     which they do not queue: then the lane leaves them room
 */
public record LanePlan(String name, int connections, ConnectionSource source, boolean contested) {}
