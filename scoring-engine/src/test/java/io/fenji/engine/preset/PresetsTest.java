package io.fenji.engine.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fenji.engine.Schemes;
import io.fenji.engine.document.Finding;
import io.fenji.engine.verification.SchemeVerifier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

    static List<String> keys() {
        return Presets.keys();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void passesTheVerifier(String key) {
        List<Finding> findings =
                new SchemeVerifier(Schemes.catalogue()).verify(Presets.get(key).document());

        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isNamedAndDescribedInBothLanguages(String key) {
        Preset preset = Presets.get(key);

        assertThat(preset.key()).isEqualTo(key);
        assertThat(preset.scheme().name()).containsOnlyKeys("zh-CN", "en");
        assertThat(preset.scheme().description()).containsOnlyKeys("zh-CN", "en");
        assertThat(preset.scheme().tiers())
                .allSatisfy(tier -> assertThat(tier.name()).containsOnlyKeys("zh-CN", "en"));
    }

    @Test
    void refusesAnUnknownKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> Presets.get("../secrets"));
    }

    @Test
    void listsAllInOrderOfDisplay() {
        assertThat(Presets.all()).extracting(Preset::key).containsExactlyElementsOf(Presets.keys());
    }
}
