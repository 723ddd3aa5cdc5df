package io.fenji.report.delivery;

import io.fenji.report.report.ArtefactFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/// Who gets mail, and what is in it.
@RegisterForReflection
record EmailSettings(
        @NotNull @Size(min = 1, max = 50)
        List<
                        @NotNull @Size(max = 254)
                        @Pattern(
                                regexp = "[^@\\s<>,;:\"()\\\\]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*",
                                message = "must be an address such as name@example.com")
                        String>
                to,

        @NotNull As as,
        @NotNull @Size(min = 1, max = 5) List<@NotNull ArtefactFormat> formats) {
    /// How the artefacts come.
    enum As {
        ATTACHMENT,
        LINK
    }
}
