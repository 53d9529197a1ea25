package dev.switchback.conformance;

import dev.switchback.database.Capability;
import dev.switchback.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Gives each contract class its fixture, and skips what the target cannot show. */
final class ConformanceExtension
    implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(ConformanceExtension.class);

  /** One instance of each target a run, and whether it could start. */
  private static final Map<String, Started> TARGETS = new ConcurrentHashMap<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Started started = started(context);
    if (started.unavailable().isPresent()) {
      String reason = started.target().name() + " did not run: " + started.unavailable().get();
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new ExtensionConfigurationException(reason);
      }
      return ConditionEvaluationResult.disabled(reason);
    }
    List<String> missing = missing(context);
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("nothing is missing")
        : ConditionEvaluationResult.disabled(
            "requires " + String.join(", ", missing) + " (" + started.target().name() + ")");
  }

  private static List<String> missing(ExtensionContext context) {
    List<String> missing = new ArrayList<>();
    Optional<Requires> requires =
        AnnotationSupport.findAnnotation(context.getElement(), Requires.class);
    if (requires.isPresent()) {
      Fixture fixture = fixture(context);
      for (Hook hook : requires.get().hooks()) {
        if (!fixture.namespace().hooks().contains(hook)) {
          missing.add(hook.name());
        }
      }
      for (Capability capability : requires.get().value()) {
        if (!fixture.database().backend().can(capability)) {
          missing.add(capability.name());
        }
      }
      for (Capability capability : requires.get().absent()) {
        if (fixture.database().backend().can(capability)) {
          missing.add("no " + capability.name());
        }
      }
    }
    return missing;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Fixture.class || type == Database.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Fixture fixture = fixture(context);
    return parameter.getParameter().getType() == Fixture.class ? fixture : fixture.database();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    fixture(context).afterTest();
  }

  private static Fixture fixture(ExtensionContext context) {
    Target target = started(context).target();
    ExtensionContext owner = owner(context);
    // a store also finds what its parents have, so the key says whose it is
    return owner
        .getStore(STORE)
        .getOrComputeIfAbsent(owner.getUniqueId(), key -> new Held(newFixture(target)), Held.class)
        .fixture();
  }

  private static Fixture newFixture(Target target) {
    try {
      return new Fixture(target, target.newNamespace());
    } catch (Exception e) {
      throw new ExtensionConfigurationException("No database on " + target.name(), e);
    }
  }

  /** The class, also when asked from one of its methods; or the method. */
  private static ExtensionContext owner(ExtensionContext context) {
    if (AnnotationSupport.isAnnotated(context.getTestClass(), DatabasePerTest.class)) {
      return context;
    }
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
      owner = owner.getParent().get();
    }
    return owner;
  }

  private static Started started(ExtensionContext context) {
    String name =
        context
            .getConfigurationParameter(ConformanceSuite.TARGET)
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "The configuration parameter "
                            + ConformanceSuite.TARGET
                            + " must name the Target's class"));
    return TARGETS.computeIfAbsent(name, ConformanceExtension::start);
  }

  private static Started start(String className) {
    Target target =
        (Target)
            ReflectionSupport.newInstance(
                ReflectionSupport.tryToLoadClass(className)
                    .getOrThrow(
                        e -> new ExtensionConfigurationException("No class " + className, e)));
    return new Started(target, target.start());
  }

  /** Closed by JUnit with the class, also when all its tests are skipped. */
  private record Held(Fixture fixture) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      fixture.afterClass();
    }
  }

  private record Started(Target target, Optional<String> unavailable) {}
}
