package dev.switchback.backend.sqlite;

import dev.switchback.conformance.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** All contracts on {@link SqliteFileTarget}. */
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.sqlite.SqliteFileTarget")
final class SqliteFileConformanceTest extends ConformanceSuite {}
