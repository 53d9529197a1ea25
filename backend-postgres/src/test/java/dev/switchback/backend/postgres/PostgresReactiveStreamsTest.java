package dev.switchback.backend.postgres;

import dev.switchback.conformance.ConformanceSuite;
import dev.switchback.conformance.ReactiveStreamsSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** The Reactive Streams TCK on {@link PostgresTarget}. */
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.postgres.PostgresTarget")
final class PostgresReactiveStreamsTest extends ReactiveStreamsSuite {}
