package io.fenji.customer.duplicate;

import com.github.promeg.pinyinhelper.Pinyin;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Normal forms of names.
///
/// Full and half width, case, punctuation and legal forms (有限公司, Ltd …) make no difference. Pinyin is that of each
/// character by itself, its most frequent reading; a surname that is read in its own way (曾 Zeng, 单 Shan …) is known
/// where it begins a name. Other characters with several readings have one here, so that a name that somebody wrote in
/// Latin letters by another reading is not recognised.
final class Names {
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|分公司|集团|公司)"
                    + "|\\b(co ltd|company limited|corporation|incorporated|limited|company|gmbh|corp|inc|ltd|llc|plc|pty|bv|ag|sa|co)\\b");
    private static final Pattern PLACE_SUFFIX =
            Pattern.compile("(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|县|区|province|city)$");

    /// Surnames whose reading is not the character's most frequent one.
    private static final Map<Character, String> SURNAMES = Map.ofEntries(
            Map.entry('曾', "zeng"),
            Map.entry('单', "shan"),
            Map.entry('仇', "qiu"),
            Map.entry('解', "xie"),
            Map.entry('查', "zha"),
            Map.entry('盖', "ge"),
            Map.entry('任', "ren"),
            Map.entry('朴', "piao"),
            Map.entry('翟', "zhai"),
            Map.entry('区', "ou"),
            Map.entry('种', "chong"),
            Map.entry('乐', "yue"),
            Map.entry('缪', "miao"),
            Map.entry('宓', "mi"),
            Map.entry('覃', "qin"),
            Map.entry('召', "shao"));

    private Names() {}

    /// The name in normal form: words of lower case letters and digits.
    ///
    /// @return null when nothing is left
    static @Nullable String normal(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String plain = words(name);
        String core =
                LEGAL_FORM.matcher(plain).replaceAll(" ").replaceAll(" +", " ").strip();
        return core.isEmpty() ? emptyToNull(plain) : core;
    }

    /// A province or city, with or without 省 and 市.
    static @Nullable String place(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String plain = words(name).replace(" ", "");
        String core = PLACE_SUFFIX.matcher(plain).replaceAll("");
        return emptyToNull(core.isEmpty() ? plain : latin(core, false));
    }

    /// Letters and digits only.
    static @Nullable String code(@Nullable String text) {
        return text == null ? null : emptyToNull(words(text).replace(" ", ""));
    }

    /// The normal form in Latin letters, without blanks.
    static String pinyin(String normal) {
        return latin(normal.replace(" ", ""), true);
    }

    /// Of a Latin name of two words the same with the second first, as family names stand before or after.
    static @Nullable String swapped(String normal) {
        List<String> words = List.of(normal.split(" "));
        return words.size() == 2 && normal.chars().allMatch(c -> c < 0x250) ? words.get(1) + words.get(0) : null;
    }

    private static String words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NEITHER_LETTER_NOR_DIGIT.matcher(folded).replaceAll(" ").strip();
    }

    private static String latin(String text, boolean surnameFirst) {
        StringBuilder latin = new StringBuilder(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            @Nullable String surname = i == 0 && surnameFirst ? SURNAMES.get(c) : null;
            if (surname != null) {
                latin.append(surname);
            } else if (Pinyin.isChinese(c)) {
                latin.append(Pinyin.toPinyin(c).toLowerCase(Locale.ROOT));
            } else {
                latin.append(c);
            }
        }
        return latin.toString();
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
