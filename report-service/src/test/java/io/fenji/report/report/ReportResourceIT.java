package io.fenji.report.report;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/// The same cases on the packaged jar or the native binary.
@QuarkusIntegrationTest
class ReportResourceIT extends ReportResourceTest {}
