/// The little JDBC that set-based SQL and COPY need; single entities go through Hibernate.
@NullMarked
package io.fenji.kit.sql;

import org.jspecify.annotations.NullMarked;
