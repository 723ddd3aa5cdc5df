package io.fenji.kit.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Query parameters of a method that have names of the caller's after a common beginning, such as `attribute.region`.
/// Each takes several values.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface QueryFamily {
    /// How their names begin.
    String value();
}
