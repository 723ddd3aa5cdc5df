/// How JSON is read and written everywhere.
@NullMarked
package io.fenji.kit.json;

import org.jspecify.annotations.NullMarked;
