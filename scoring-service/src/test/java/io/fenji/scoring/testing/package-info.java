/// What the tests of this service share.
package io.fenji.scoring.testing;
