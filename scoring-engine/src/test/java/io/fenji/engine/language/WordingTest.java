package io.fenji.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "differences", "explanation", "findings", "terms", "value", "way"})
    void everySentenceIsThereInBothLanguagesWithTheSameValues(String kind) {
        Wording wording = Wording.of(kind);

        assertThat(wording.keys(Language.ZH_CN)).isEqualTo(wording.keys(Language.EN));
        for (String key : wording.keys(Language.EN)) {
            assertThat(places(wording, Language.ZH_CN, key)).as(key).isEqualTo(places(wording, Language.EN, key));
        }
    }

    @Test
    void valuesAreNoPlaces() {
        Wording wording = Wording.of("differences");

        assertThat(wording.say(Language.EN, "KEY_CHANGED", List.of(Phrase.of("{1}"), Phrase.of("b"))))
                .isEqualTo("The scheme’s key changes from “{1}” to “b”.");
    }

    @Test
    void theFirstLanguageThatIsSpoken() {
        assertThat(Language.of(List.of(Locale.FRENCH, Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)))
                .isEqualTo(Language.ZH_CN);
        assertThat(Language.of(List.of(Locale.FRENCH))).isEqualTo(Language.EN);
    }

    private static List<String> places(Wording wording, Language language, String key) {
        List<Phrase> same = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9").stream()
                .map(digit -> Phrase.of("{" + digit + "}"))
                .toList();
        return PLACE.matcher(wording.say(language, key, same))
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }
}
