package io.fenji.customer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;

/// The rules that people break in a hurry.
@AnalyzeClasses(packages = "io.fenji.customer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /// A feature that needs another which needs it is one feature.
    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.fenji.customer.(*)..").should().beFreeOfCycles();

    /// The JSON must be free to differ from the table.
    @ArchTest
    static final ArchRule ENTITIES_STAY_INSIDE =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule RESOURCES_ARE_NAMED_SO =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    /// Reading files and mappings must be testable without a running service.
    @ArchTest
    static final ArchRule VALUES_KNOW_NO_WEB = noClasses()
            .that()
            .resideInAnyPackage("io.fenji.customer.value", "io.fenji.customer.file", "io.fenji.customer.landing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "jakarta.persistence..");

    /// Time comes from the business clock.
    @ArchTest
    static final ArchRule NO_OWN_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
