package dev.switchback.backend.postgres;

import dev.switchback.conformance.ConformanceSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** All contracts on {@link PostgresTarget}. */
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.postgres.PostgresTarget")
final class PostgresConformanceTest extends ConformanceSuite {}
