package io.fenji.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedPageTest {
    private static final long ITEMS = 60_000;

    /// Pages of portions that are as long as the page has room for: whether more is to come must not depend on where a
    /// portion ends.
    @ParameterizedTest
    @ValueSource(ints = {300, 1_100, 1_700, 2_050, 4_000})
    void endsOnlyAtTheEnd(int length) {
        Random random = new Random(length);
        UUID epoch = UUID.randomUUID();
        long reached = 0;
        boolean more = true;
        while (more) {
            FeedPage page = new FeedPage(new FeedCursor(epoch, reached), 50_000, new ObjectMapper());
            long next = reached;
            int portion = Math.min(page.wanted(), 500);
            while (portion > 0 && !page.more()) {
                int size = 0;
                long end = Math.min(ITEMS, next + portion);
                boolean last = end < next + portion;
                for (; next < end; next++) {
                    ByteArrayOutputStream line = new ByteArrayOutputStream();
                    size = Math.max(1, (int) (length * (1 + random.nextGaussian() / 10)));
                    line.writeBytes(new byte[size]);
                    page.offerLine(next + 1, line);
                }
                portion = last ? 0 : Math.min(5_000, page.room(size));
            }
            reached += page.count();
            assertThat(page.next()).isEqualTo(new FeedCursor(epoch, reached).encode());
            assertThat(page.more()).isEqualTo(reached < ITEMS);
            more = page.more();
        }
        assertThat(reached).isEqualTo(ITEMS);
    }
}
