package dev.switchback.backend.jdbc;

/**
 * A lane that a backend wants.
 *
 * @param name its name in statistics and errors
 * @param connections the most connections that its source has
 * @param source its connections; closed with the database
 * @param groupsCommits whether single writes that wait share a commit: for a database that has one
 *     writer, and waits for the disk with each commit
 */
public record LanePlan(
    String name, int connections, ConnectionSource source, boolean groupsCommits) {}
