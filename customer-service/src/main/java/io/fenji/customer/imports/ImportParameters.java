package io.fenji.customer.imports;

import io.fenji.customer.mapping.ImportType;
import io.fenji.customer.mapping.Mappings;
import io.fenji.customer.mapping.StoredMapping;
import io.fenji.customer.problem.CustomerProblem;
import io.fenji.kit.problem.CommonProblem;
import io.fenji.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of imports.
@ApplicationScoped
class ImportParameters {
    private final Mappings mappings;

    ImportParameters(Mappings mappings) {
        this.mappings = mappings;
    }

    /// The mapping of that name.
    ///
    /// @param type that it must be for, when known
    StoredMapping mapping(@Nullable String name, @Nullable ImportType type) {
        if (name == null || name.isBlank()) {
            throw fault("mapping", "must be given");
        }
        StoredMapping stored = mappings.find(name)
                .orElseThrow(() -> ProblemException.at(
                        CustomerProblem.UNKNOWN_MAPPING,
                        "mapping",
                        "UNKNOWN_MAPPING",
                        "There is no mapping '%s'; GET /v1/mappings lists them".formatted(name)));
        if (type != null && stored.mapping().type() != type) {
            throw fault(
                    "type",
                    "mapping '%s' is for %s"
                            .formatted(name, stored.mapping().type().key()));
        }
        return stored;
    }

    static ImportType type(@Nullable String type) {
        try {
            return ImportType.of(String.valueOf(type));
        } catch (IllegalArgumentException unknown) {
            throw fault("type", String.valueOf(unknown.getMessage()));
        }
    }

    static boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw fault(name, "must be true or false");
    }

    static ProblemException fault(String name, String fault) {
        return ProblemException.at(
                CommonProblem.INVALID_PARAMETER, name, "INVALID_VALUE", "%s %s".formatted(name, fault));
    }
}
