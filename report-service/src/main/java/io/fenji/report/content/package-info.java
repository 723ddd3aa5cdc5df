/// What a report says: records that are its JSON artefact and the only input of its page.
/// Numbers are exact, texts are in the report's language; nothing here knows where the figures come from.
@NullMarked
package io.fenji.report.content;

import org.jspecify.annotations.NullMarked;
