package dev.switchback.conformance.contract;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchback.conformance.Behaviour;
import dev.switchback.conformance.Conformance;
import dev.switchback.conformance.Fixture;
import dev.switchback.database.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jooq.Record1;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** The rules of Reactive Streams, by the tests of their authors. */
@Conformance
final class ReactiveStreamsTck {

  /** Many of the tests leave a subscription open. */
  private static final int CONNECTIONS = 40;

  /** How long something may take that must happen; far beyond what it takes. */
  private static final long LIMIT_MILLIS = 10_000;

  /** How long is waited for what must not happen. */
  private static final long SILENCE_MILLIS = 20;

  private static final long POLL_MILLIS = 10;

  /** How long a subscription may take to forget its subscriber; it is always waited for. */
  private static final long FORGET_MILLIS = 500;

  @TestFactory
  @Behaviour({242, 244})
  Stream<DynamicTest> streams(Fixture fixture) {
    Database db = fixture.open(config -> config.poolSize(CONNECTIONS).closeGrace(Duration.ZERO));
    return Arrays.stream(FlowPublisherVerification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .filter(method -> !method.getName().startsWith("untested_"))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> dynamicTest(method.getName(), () -> run(method, new Verification(db))));
  }

  private static void run(Method test, Verification verification) throws Throwable {
    verification.setUp();
    try {
      test.invoke(verification);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SkipException skipped) {
        throw new TestAbortedException(skipped.getMessage(), skipped);
      }
      throw e.getCause();
    }
  }

  private static final class Verification extends FlowPublisherVerification<Record1<Integer>> {
    private final Database db;

    Verification(Database db) {
      super(new TestEnvironment(LIMIT_MILLIS, SILENCE_MILLIS, POLL_MILLIS), FORGET_MILLIS);
      this.db = db;
    }

    @Override
    public Flow.Publisher<Record1<Integer>> createFlowPublisher(long elements) {
      return db.stream(Numbers.to((int) Math.min(elements, Integer.MAX_VALUE)));
    }

    @Override
    public Flow.Publisher<Record1<Integer>> createFailedFlowPublisher() {
      return db.stream(select(field(name("n".repeat(64)), SQLDataType.INTEGER)));
    }
  }
}
