/// The manifests of `k8s/`, as kubectl renders them: against the schemas of their kinds and against what we promise of
/// them.
@NullMarked
package io.fenji.systemtests.kubernetes;

import org.jspecify.annotations.NullMarked;
