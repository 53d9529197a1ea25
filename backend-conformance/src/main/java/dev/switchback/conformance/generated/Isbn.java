package dev.switchback.conformance.generated;

/**
 * An application's own type; a forced type with a converter of its own.
 *
 * @param digits without the hyphens
 */
public record Isbn(String digits) {}
