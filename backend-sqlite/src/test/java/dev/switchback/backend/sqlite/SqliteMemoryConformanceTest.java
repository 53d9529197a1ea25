package dev.switchback.backend.sqlite;

import dev.switchback.conformance.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** All contracts on {@link SqliteMemoryTarget}. */
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.sqlite.SqliteMemoryTarget")
final class SqliteMemoryConformanceTest extends ConformanceSuite {}
