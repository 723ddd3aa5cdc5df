package io.fenji.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.LocalDate;

@AnalyzeClasses(packages = "io.fenji.engine", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule DEPENDS_ON_THE_JDK_AND_SMALL_LIBRARIES_ONLY = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.fenji.engine..", "java..", "com.fasterxml.jackson..", "org.hipparchus..", "org.jspecify..")
            .because("the evaluator must also run inside other engines");

    @ArchTest
    static final ArchRule KNOWS_NO_CLOCK_AND_NO_RANDOM = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "java\\.time\\.(Clock|Instant.*|.*Zone.*|.*DateTime)|java\\.util\\.Random|java\\.security\\.SecureRandom")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .because("equal input must give equal output");

    @ArchTest
    static final ArchRule MODEL_KNOWS_NO_JSON = noClasses()
            .that()
            .resideInAnyPackage("..scheme..", "..table..", "..condition..", "..points..", "..weight..", "..number..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..")
            .because("documents are read at the edge");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.fenji.engine.(*)..").should().beFreeOfCycles();
}
