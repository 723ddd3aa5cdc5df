package io.fenji.scoring;

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
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@AnalyzeClasses(packages = "io.fenji.scoring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("io.fenji.scoring.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule RESOURCES_ARE_CALLED_SO = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .and()
            .areNotAnnotatedWith(RegisterRestClient.class)
            .should()
            .haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule CLIENTS_ARE_CALLED_SO =
            classes().that().areAnnotatedWith(RegisterRestClient.class).should().haveSimpleNameEndingWith("Client");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_BUSINESS_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .because("tests and demos set the clock");
}
