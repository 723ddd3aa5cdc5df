/// What every HTTP answer and request has in common.
@NullMarked
package io.fenji.kit.http;

import org.jspecify.annotations.NullMarked;
