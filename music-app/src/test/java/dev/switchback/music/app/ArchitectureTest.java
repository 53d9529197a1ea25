package dev.switchback.music.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The rooms and their arrows, which only point towards the API. This module sees all of them. */
@AnalyzeClasses(packages = "dev.switchback", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String API = "dev.switchback.database..";
  private static final String ENGINE = "dev.switchback.backend.jdbc..";
  private static final String ENGINE_INTERNALS = "dev.switchback.backend.jdbc.internal..";
  private static final String SQLITE = "dev.switchback.backend.sqlite..";
  private static final String POSTGRES = "dev.switchback.backend.postgres..";
  private static final String MYSQL = "dev.switchback.backend.mysql..";
  private static final String LIBRARY = "dev.switchback.music..";
  private static final String APP = "dev.switchback.music.app..";
  private static final String KIT = "dev.switchback.conformance..";

  /** An empty import would make every rule below pass. */
  @ArchTest
  static void allRoomsAreSeen(JavaClasses classes) {
    for (String room : Set.of(API, ENGINE, SQLITE, POSTGRES, MYSQL, LIBRARY, APP, KIT)) {
      assertThat(classes.that(resideInAPackage(room))).as(room).isNotEmpty();
    }
  }

  @ArchTest
  static final ArchRule API_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage(API)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(API, "org.jooq..", "org.jspecify..", "java..", "javax.sql..");

  /** A configuration may name a DataSource, and one class asks it for its URL. */
  @ArchTest
  static final ArchRule API_KNOWS_NO_JDBC =
      classes()
          .that()
          .resideInAPackage(API)
          .and()
          .doNotHaveSimpleName("Backends")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java.sql..", "javax.sql..")
                  .negate()
                  .or(type(DataSource.class))
                  .as("are not of JDBC, but for DataSource"));

  @ArchTest
  static final ArchRule ENGINE_KNOWS_NO_BACKEND =
      noClasses()
          .that()
          .resideInAPackage(ENGINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SQLITE,
              POSTGRES,
              MYSQL,
              LIBRARY,
              KIT,
              "org.sqlite..",
              "org.postgresql..",
              "com.mysql..",
              "com.zaxxer..");

  @ArchTest
  static final ArchRule BACKENDS_KNOW_NO_OTHER_BACKEND =
      slices()
          .matching("dev.switchback.backend.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAPackage(ENGINE));

  @ArchTest
  static final ArchRule BACKENDS_DO_NOT_REACH_INTO_THE_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage(SQLITE, POSTGRES, MYSQL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ENGINE_INTERNALS);

  @ArchTest
  static final ArchRule APPLICATIONS_SEE_THE_API_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage(LIBRARY, KIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE, SQLITE, POSTGRES, MYSQL);

  @ArchTest
  static final ArchRule LIBRARY_DOES_NOT_KNOW_ITS_APPLICATION =
      noClasses()
          .that(resideInAPackage(LIBRARY).and(resideInAPackage(APP).negate()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, KIT);

  /** One sitting. */
  @ArchTest
  static void theApiStaysSmall(JavaClasses classes) {
    Set<String> types =
        classes.that(resideInAPackage(API)).stream()
            .filter(
                type ->
                    type.getModifiers()
                        .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
            .filter(JavaClass::isTopLevelClass)
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .collect(Collectors.toSet());
    assertThat(types).hasSizeLessThanOrEqualTo(36);
  }
}
