package dev.switchback.backend.sqlite;

import dev.switchback.conformance.ConformanceSuite;
import dev.switchback.conformance.ReactiveStreamsSuite;
import org.junit.platform.suite.api.ConfigurationParameter;

/** The Reactive Streams TCK on {@link SqliteFileTarget}. */
@ConfigurationParameter(
    key = ConformanceSuite.TARGET,
    value = "dev.switchback.backend.sqlite.SqliteFileTarget")
final class SqliteReactiveStreamsTest extends ReactiveStreamsSuite {}
