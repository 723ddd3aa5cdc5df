/// What the tests share: the other services as WireMock stubs that keep to their contracts, and sample bases.
package io.fenji.report.testing;
