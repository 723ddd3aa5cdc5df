package io.fenji.scoring.scheme;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/// The same cases on the packaged service.
@QuarkusIntegrationTest
class SchemeResourceIT extends SchemeResourceTest {}
