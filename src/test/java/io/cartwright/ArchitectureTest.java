package io.cartwright;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dependency map of the design, and the licence that a class's suffix gives. */
@AnalyzeClasses(packages = "io.cartwright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.cartwright.";

  private static final Set<String> DOMAINS =
      Set.of(
          "cart",
          "checkout",
          "order",
          "payment",
          "fulfillment",
          "shipping",
          "tax",
          "discount",
          "catalog",
          "recommendation",
          "redirect",
          "replay",
          "totals",
          "whatif",
          "basket");

  /** What each package may use of ours, beside itself; domains see more, see below. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("money", Set.of()),
          Map.entry("pricing", Set.of("money")),
          Map.entry("wire", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("store", Set.of()),
          Map.entry("event", Set.of("store", "wire")),
          Map.entry("spi", Set.of("wire", "config")),
          Map.entry("bus", Set.of("wire", "store", "event")),
          Map.entry("site", Set.of("bus", "wire", "store", "event", "config", "money")),
          Map.entry("gateway", Set.of("bus", "wire", "config")));

  private static final Set<String> DOMAINS_MAY_USE =
      Set.of("bus", "store", "event", "spi", "wire", "money", "pricing", "basket", "config");

  private static String folder(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) return name.equals("io.cartwright") ? "engine" : null;
    String rest = name.substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  /** What a domain shows to others: the operations they may ask it by, and their messages. */
  private static boolean isQuestion(JavaClass type) {
    String outer = type.getName().replaceAll("\\$.*", "");
    return outer.endsWith("Questions");
  }

  private static DescribedPredicate<JavaClass> outsideOf(String folder) {
    return describe(
        "classes that " + folder + " may not use",
        target -> {
          String other = folder(target);
          if (other == null || other.equals(folder)) return false;
          if (DOMAINS.contains(folder)) {
            if (DOMAINS_MAY_USE.contains(other)) return false;
            return !isQuestion(target);
          }
          return !MAY_USE.get(folder).contains(other);
        });
  }

  private static DescribedPredicate<JavaClass> in(String folder) {
    return describe("classes in " + folder, type -> folder.equals(folder(type)));
  }

  @ArchTest
  static void dependenciesPointDownTheMap(com.tngtech.archunit.core.domain.JavaClasses all) {
    for (String folder : MAY_USE.keySet()) check(all, folder);
    for (String folder : DOMAINS) check(all, folder);
  }

  private static void check(com.tngtech.archunit.core.domain.JavaClasses all, String folder) {
    noClasses()
        .that(in(folder))
        .should()
        .dependOnClassesThat(outsideOf(folder))
        .allowEmptyShould(true)
        .check(all);
  }

  @ArchTest
  static void everyFolderIsOnTheMap(com.tngtech.archunit.core.domain.JavaClasses all) {
    classes()
        .should()
        .resideInAnyPackage(
            java.util.stream.Stream.concat(MAY_USE.keySet().stream(), DOMAINS.stream())
                .map(folder -> ROOT + folder + "..")
                .toArray(String[]::new))
        .orShould()
        .resideInAPackage("io.cartwright")
        .check(all);
  }

  @ArchTest
  static final ArchRule MONEY_AND_PRICING_ARE_PURE =
      noClasses()
          .that()
          .resideInAnyPackage("io.cartwright.money..", "io.cartwright.pricing..")
          .should()
          .dependOnClassesThat(
              describe(
                  "classes beside java.* and each other",
                  type ->
                      !type.getPackageName().startsWith("java.")
                          && !type.isPrimitive()
                          && !type.isArray()
                          && !type.getPackageName().startsWith("io.cartwright.money")
                          && !type.getPackageName().startsWith("io.cartwright.pricing")));

  private static final List<String> MAY_USE_VERTX_IN_DOMAINS =
      List.of("Verticle", "Store", "Flow", "Provider", "Cache");

  private static boolean hasSuffix(JavaClass type, List<String> suffixes) {
    String outer = type.getName().replaceAll("\\$.*", "");
    return suffixes.stream().anyMatch(outer::endsWith);
  }

  @ArchTest
  static final ArchRule ONLY_LICENSED_CLASSES_OF_DOMAINS_SEE_VERTX =
      noClasses()
          .that(
              describe(
                  "unlicensed domain classes",
                  type ->
                      DOMAINS.contains(String.valueOf(folder(type)))
                          && !hasSuffix(type, MAY_USE_VERTX_IN_DOMAINS)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..");

  @ArchTest
  static final ArchRule ONLY_STORES_SEE_SQL =
      noClasses()
          .that(
              describe(
                  "classes beside stores",
                  type -> !"store".equals(folder(type)) && !hasSuffix(type, List.of("Store"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..");

  @ArchTest
  static final ArchRule ONLY_THE_GATEWAY_SEES_VERTX_WEB =
      noClasses()
          .that(describe("classes outside gateway", type -> !"gateway".equals(folder(type))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.web..");

  @ArchTest
  static final ArchRule NOBODY_READS_THE_WALL_CLOCK_IN_PURE_CODE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.cartwright.money..", "io.cartwright.pricing..", "io.cartwright.basket..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
