package io.fenji.customer.customer;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/// The same on the packaged service.
@QuarkusIntegrationTest
class CustomerResourceIT extends CustomerResourceTest {}
