package io.fenji.kit.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;

/// The routes that the code serves, to be compared with [Contract#operations].
public final class ContractRoutes {
    private ContractRoutes() {}

    /// `METHOD /path/{template}` of every JAX-RS method in the packages and in service-kit.
    public static Set<String> servedBy(String... packages) {
        Set<String> routes = new TreeSet<>();
        ClassFileImporter importer = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests());
        Set<String> all = new TreeSet<>(Set.of(packages));
        all.add("io.fenji.kit.operation");
        for (JavaClass type : importer.importPackages(all.toArray(String[]::new))) {
            if (!type.isAnnotatedWith(Path.class) || type.isInterface()) {
                continue;
            }
            String root = type.getAnnotationOfType(Path.class).value();
            for (JavaMethod method : type.getMethods()) {
                method.getAnnotations().stream()
                        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                        .map(annotation -> annotation
                                .getRawType()
                                .getAnnotationOfType(HttpMethod.class)
                                .value())
                        .forEach(verb -> routes.add(verb + " " + join(root, pathOf(method))));
            }
        }
        return routes;
    }

    private static String pathOf(JavaMethod method) {
        return method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
    }

    private static String join(String root, String path) {
        String joined = ("/" + root + (path.startsWith(":") ? "" : "/") + path).replaceAll("/{2,}", "/");
        // `{id: regex}` is `{id}` in the contract.
        String plain = joined.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
