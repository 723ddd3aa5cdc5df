/// The demo: from raw files to the tier report, through the services' public REST APIs like any client.
@NullMarked
package io.fenji.launcher.demo;

import org.jspecify.annotations.NullMarked;
