package io.fenji.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(packages = "io.fenji.report", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("io.fenji.report.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RESOURCES_ARE_CALLED_SO = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .areNotInterfaces()
            .should()
            .haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule ONLY_UPSTREAM_KNOWS_THE_OTHER_SERVICES_PATHS = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .areInterfaces()
            .should()
            .resideInAPackage("..upstream");

    @ArchTest
    static final ArchRule WHAT_A_REPORT_SAYS_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAnyPackage("..content..", "..criteria..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "java.sql..", "io.fenji.kit..", "..mart..", "..upstream..")
            .because("the content is data, whatever made it");

    @ArchTest
    static final ArchRule THE_SAME_DATA_GIVE_THE_SAME_REPORT = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .because("the times of a report are those of its data");
}
