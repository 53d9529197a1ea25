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
      // One of its own: what is looked at for a class or a template is not what its tests work
      // with.
      Fixture fixture = fixture(context, Requires.class);
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
    return fixture(context, Fixture.class);
  }

  private static Fixture fixture(ExtensionContext context, Class<?> purpose) {
    Target target = started(context).target();
    Object key = isPerTest(context) ? purpose : Fixture.class;
    return store(context)
        .getOrComputeIfAbsent(key, first -> new Held(newFixture(target)), Held.class)
        .fixture();
  }

  private static Fixture newFixture(Target target) {
    try {
      return new Fixture(target, target.newNamespace());
    } catch (Exception e) {
      throw new ExtensionConfigurationException("No database on " + target.name(), e);
    }
  }

  /** The store of the class, also when asked from one of its methods; or of the method. */
  private static ExtensionContext.Store store(ExtensionContext context) {
    if (isPerTest(context)) {
      return context.getStore(STORE);
    }
    ExtensionContext owner = context;
    while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
      owner = owner.getParent().get();
    }
    return owner.getStore(STORE);
  }

  private static boolean isPerTest(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestClass(), DatabasePerTest.class);
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
