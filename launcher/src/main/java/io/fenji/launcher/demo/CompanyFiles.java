package io.fenji.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fenji.launcher.company.CompanyCounts;
import io.fenji.launcher.company.CompanyOptions;
import io.fenji.launcher.company.GeneratedCompany;
import io.fenji.launcher.console.Failure;
import io.fenji.launcher.console.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The generated company's files in a state directory, made once. The manifest beside them is written last, so files
/// of an interrupted generation are made again.
final class CompanyFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of(
            GeneratedCompany.CUSTOMERS,
            GeneratedCompany.PRODUCTS,
            GeneratedCompany.ORDERS,
            GeneratedCompany.INTERACTIONS,
            GeneratedCompany.FEEDBACK);

    private final Path directory;
    private final Path manifest;

    CompanyFiles(Path state) {
        this.directory = state.resolve("company");
        this.manifest = directory.resolve("company.json");
    }

    /// Whether this company's files are there, all of them: an earlier version wrote fewer.
    ///
    /// @throws Failure if another company's are
    boolean exist(CompanyOptions company) {
        if (!Files.exists(manifest)) {
            return false;
        }
        try {
            JsonNode there = JSON.readTree(manifest.toFile()).path("options");
            if (!there.equals(options(company))) {
                throw new Failure(
                        "state.other.company",
                        directory.getParent(),
                        there.path("customers").asLong(),
                        there.path("seed").asText(),
                        there.path("businessDate").asText(),
                        there.path("currency").asText());
            }
            return FILES.stream().map(this::file).allMatch(Files::exists);
        } catch (IOException unreadable) {
            return false;
        }
    }

    void generate(CompanyOptions company, Phase phase) {
        try {
            CompanyCounts counts =
                    GeneratedCompany.write(company, directory, done -> phase.progress("", done, company.customers()));
            ObjectNode json = JSON.createObjectNode();
            json.set("options", options(company));
            json.set("counts", JSON.valueToTree(counts));
            JSON.writerWithDefaultPrettyPrinter().writeValue(manifest.toFile(), json);
        } catch (IOException | UncheckedIOException failure) {
            throw new Failure(failure, "company.unwritable", directory, String.valueOf(failure.getMessage()));
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    private static ObjectNode options(CompanyOptions company) {
        return JSON.createObjectNode()
                .put("customers", company.customers())
                .put("seed", Long.toString(company.seed()))
                .put("businessDate", company.businessDate().toString())
                .put("currency", company.currency());
    }
}
