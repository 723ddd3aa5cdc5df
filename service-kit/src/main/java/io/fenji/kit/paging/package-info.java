/// Lists page by opaque, authenticated cursors.
@NullMarked
package io.fenji.kit.paging;

import org.jspecify.annotations.NullMarked;
