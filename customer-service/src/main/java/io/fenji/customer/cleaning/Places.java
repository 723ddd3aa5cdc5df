package io.fenji.customer.cleaning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fenji.customer.value.Resources;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The 34 provinces of China by all their names, and cities without 市 (resource `cleaning/places.json`).
final class Places {
    private static final String END = "市";

    /// The resource.
    @RegisterForReflection
    record Names(List<Province> provinces, List<String> citiesThatKeepTheirEnd) {}

    /// A province's names.
    @RegisterForReflection
    record Province(
            @com.fasterxml.jackson.annotation.JsonProperty("short")
            String shortName,

            String full,
            @Nullable List<String> others) {}

    private final Map<String, Province> provinces = new HashMap<>();
    private final Set<String> keepTheirEnd;

    Places(ObjectMapper json) {
        Names names = Resources.read(json, "/cleaning/places.json", Names.class);
        for (Province province : names.provinces()) {
            provinces.put(province.shortName(), province);
            provinces.put(province.shortName() + "省", province);
            provinces.put(province.shortName() + END, province);
            provinces.put(province.full(), province);
            if (province.others() != null) {
                province.others().forEach(other -> provinces.put(other, province));
            }
        }
        this.keepTheirEnd = new HashSet<>(names.citiesThatKeepTheirEnd());
    }

    /// The province's one name; another text stays as it is.
    String province(String text, boolean full) {
        Province province = provinces.get(text);
        if (province == null) {
            return text;
        }
        return full ? province.full() : province.shortName();
    }

    /// 深圳市 → 深圳; what is left has two characters or more, so that 津市 and 沙市 stay.
    String city(String text) {
        String city = text;
        while (city.endsWith(END) && !keepTheirEnd.contains(city)) {
            String rest = city.substring(0, city.length() - 1).strip();
            if (rest.length() < 2) {
                break;
            }
            city = rest;
        }
        return city;
    }
}
