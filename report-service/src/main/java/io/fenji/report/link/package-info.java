/// Links: addresses of artefacts that expire and can be revoked.
@NullMarked
package io.fenji.report.link;

import org.jspecify.annotations.NullMarked;
