package io.fenji.scoring.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookFilterTest {
    private static final TierMove UP = new TierMove("members", "silver", "gold", Set.of(Direction.UP));
    private static final TierMove ENTERED = new TierMove("members", null, "gold", Set.of(Direction.ENTERED));
    private static final TierMove LEFT = new TierMove("members", "gold", null, Set.of(Direction.LEFT));
    private static final TierMove UNCLEAR =
            new TierMove("members", "old", "gold", Set.of(Direction.UP, Direction.DOWN));

    @Test
    void withoutListsEverythingIsWanted() {
        assertThat(List.of(UP, ENTERED, LEFT, UNCLEAR)).allMatch(WebhookFilter.EVERYTHING::wants);
    }

    @Test
    void eachListThatIsThereMustHaveIt() {
        assertThat(new WebhookFilter(List.of("others"), null, null, null).wants(UP))
                .isFalse();
        assertThat(new WebhookFilter(List.of("others", "members"), null, null, null).wants(UP))
                .isTrue();
        assertThat(new WebhookFilter(null, List.of("silver"), List.of("gold"), null).wants(UP))
                .isTrue();
        assertThat(new WebhookFilter(null, List.of("silver"), List.of("gold"), null).wants(ENTERED))
                .isFalse();
        assertThat(new WebhookFilter(null, null, List.of("gold"), null).wants(LEFT))
                .isFalse();
        assertThat(new WebhookFilter(null, List.of("gold"), null, null).wants(LEFT))
                .isTrue();
    }

    @Test
    void aChangeThatCouldBeBothIsWantedByEither() {
        assertThat(new WebhookFilter(null, null, null, Set.of(Direction.UP)).wants(UNCLEAR))
                .isTrue();
        assertThat(new WebhookFilter(null, null, null, Set.of(Direction.DOWN)).wants(UNCLEAR))
                .isTrue();
        assertThat(new WebhookFilter(null, null, null, Set.of(Direction.DOWN)).wants(UP))
                .isFalse();
        assertThat(new WebhookFilter(null, null, null, Set.of(Direction.ENTERED, Direction.LEFT)).wants(LEFT))
                .isTrue();
    }
}
