package io.fenji.customer.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactValuesTest {
    private final ContactValues values = new ContactValues(new PhoneNumbers("CN"));

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            PHONE,   138 1234 5678,           -,  +8613812345678
            PHONE,   １３８-１２３４-５６７８,   -,  +8613812345678
            PHONE,   0755-8888 6666,          CN, +8675588886666
            PHONE,   0755-88886666 转 12,      CN, -
            PHONE,   0755-88886666 ext. 12,   CN, +8675588886666;ext=12
            PHONE,   +8675588886666;ext=12,   -,  +8675588886666;ext=12
            PHONE,   020 7946 0018,           gb, +442079460018
            PHONE,   +44 20 7946 0018,        CN, +442079460018
            PHONE,   020 7946 0018,           England, -
            PHONE,   +44 20 7946 0018,        England, +442079460018
            PHONE,   110,                     -,  -
            PHONE,   138****5678,             -,  -
            PHONE,   no number,               -,  -
            EMAIL,   ' Wang.Fang@Example.COM ', -, Wang.Fang@example.com
            EMAIL,   ｗａｎｇ＠example.com,     -, wang@example.com
            EMAIL,   z***@example.com,        -,  -
            EMAIL,   wang@localhost,          -,  -
            EMAIL,   a b@example.com,         -,  -
            WECHAT,  ' wxid_1 ',              -,  wxid_1
            ADDRESS, 广东省  深圳市　福田区,     -,  广东省 深圳市 福田区
            """)
    void bringsValuesIntoNormalForm(
            ContactType type, String text, @Nullable String country, @Nullable String expected) {
        assertThat(values.normal(type, text, country)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PHONE,   +8613812345678,        138****5678
            PHONE,   +442079460018,         +44 207****018
            PHONE,   +8675588886666;ext=12, 755****6666
            EMAIL,   zhang@example.com,     z***@example.com
            WECHAT,  wxid_1,                w***
            ADDRESS, 广东省深圳市福田区,       广东省***
            """)
    void showsOnlyPartOfAMaskedValue(ContactType type, String value, String shown) {
        assertThat(values.mask(type, value)).isEqualTo(shown);
        assertThat(values.normal(type, shown, null))
                .as("a masked value sent back")
                .isNull();
    }
}
