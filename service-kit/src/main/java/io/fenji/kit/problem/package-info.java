/// RFC 9457 problems: one record, one enum of types a service, one mapper for every way a request can fail.
@NullMarked
package io.fenji.kit.problem;

import org.jspecify.annotations.NullMarked;
