package io.fenji.launcher.company;

/// One customer: what the intake sees, and the hidden traits from which behaviour is drawn.
///
/// @param assets whole currency units, -1 where not known
/// @param creditRating 0–100, -1 where not known
/// @param registeredDay epoch day; never before the history's first day
/// @param buyer whether the customer ever buys
/// @param ordersPerDay Pareto/NBD: gamma distributed purchase rate while alive
/// @param lifetimeDays Pareto/NBD: exponential with a gamma distributed rate
/// @param meanOrder gamma-gamma: the customer's own mean order value, in hundredths
/// @param satisfaction about standard normal; moves lifetime, answers, complaints and referrals
/// @param discountLove share of lines bought with a discount outside promotions
/// @param returnRate share of purchases that are (partly) sent back
record Profile(
        int index,
        boolean organisation,
        String name,
        Place place,
        String industry,
        String size,
        long assets,
        int creditRating,
        String channel,
        long registeredDay,
        boolean buyer,
        double ordersPerDay,
        double lifetimeDays,
        double meanOrder,
        double satisfaction,
        double discountLove,
        double returnRate) {
    static final String HEADER =
            "key,kind,name,country,province,city,industry,size,credit_rating,assets,channel,registered_on\n";

    private static final double ORGANISATIONS = 0.15;
    private static final Weighted<String> INDUSTRIES =
            Weighted.words("制造业 30 批发零售 21 信息技术 13 建筑业 9 住宿餐饮 7 教育 6 医疗健康 6 物流运输 5 金融 3");
    private static final Weighted<String> SIZES = Weighted.words("微型 44 小型 34 中型 16 大型 6");
    private static final Weighted<String> PERSON_CHANNELS = Weighted.words("天猫 26 京东 20 抖音 18 微信小程序 16 官网 8 门店 12");
    private static final Weighted<String> ORGANISATION_CHANNELS = Weighted.words("直销 42 经销商 24 官网 16 展会 10 转介绍 8");

    static Profile draw(CompanyOptions options, int index, Draws draws) {
        boolean organisation = draws.chance(ORGANISATIONS);
        Place place = Place.draw(draws, organisation);
        String industry = organisation ? INDUSTRIES.draw(draws) : "";
        String size = organisation ? SIZES.draw(draws) : "";
        String name = organisation ? Names.organisation(draws, place, industry) : Names.person(draws);
        double satisfaction = draws.normal();
        double scale = bySize(size);
        // More customers came in later years than in the first.
        int age = (int) (CompanyOptions.HISTORY_DAYS * StrictMath.pow(draws.uniform(), 1.25));
        long registered = options.businessDate().toEpochDay() - Math.min(age, CompanyOptions.HISTORY_DAYS - 1);
        double dropoutRate = draws.gamma(organisation ? 1.4 : 0.95, 1 / (organisation ? 980.0 : 430.0));
        return new Profile(
                index,
                organisation,
                name,
                place,
                industry,
                size,
                assets(organisation, scale, draws),
                creditRating(organisation, scale, draws),
                (organisation ? ORGANISATION_CHANNELS : PERSON_CHANNELS).draw(draws),
                registered,
                draws.chance(organisation ? 0.9 : 0.93),
                draws.gamma(organisation ? 1.3 : 0.8, organisation ? 0.024 : 0.0165),
                draws.exponential(1 / (dropoutRate * StrictMath.exp(-0.5 * satisfaction))),
                meanOrder(organisation, scale, draws),
                satisfaction,
                0.45 * draws.uniform() * draws.uniform(),
                (organisation ? 0.03 : 0.09) * draws.exponential(1) * (satisfaction < -0.8 ? 1.8 : 1));
    }

    String key() {
        return key('C', index);
    }

    static String key(char letter, int index) {
        String digits = Integer.toString(index);
        return letter + "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    }

    void write(CsvText csv) {
        csv.text(key())
                .comma()
                .text(organisation ? "ORGANIZATION" : "PERSON")
                .comma()
                .text(name)
                .comma();
        csv.text(place.country())
                .comma()
                .text(place.province())
                .comma()
                .text(place.city())
                .comma();
        csv.text(industry).comma().text(size).comma();
        if (creditRating >= 0) {
            csv.number(creditRating);
        }
        csv.comma();
        if (assets >= 0) {
            csv.number(assets);
        }
        csv.comma().text(channel).comma().day(registeredDay).newLine();
    }

    private static double bySize(String size) {
        return switch (size) {
            case "小型" -> 1.6;
            case "中型" -> 3.5;
            case "大型" -> 9;
            default -> 1;
        };
    }

    private static long assets(boolean organisation, double scale, Draws draws) {
        boolean known = draws.chance(organisation ? 0.3 : 0.4);
        double amount = organisation ? draws.logNormal(800_000, 1.1) * scale : draws.logNormal(90_000, 1.2);
        return known ? Math.round(amount / 100) * 100 : -1;
    }

    private static int creditRating(boolean organisation, double scale, Draws draws) {
        boolean known = draws.chance(organisation ? 0.6 : 0.25);
        double rating = 62 + 13 * draws.normal() + 4 * StrictMath.log(scale);
        return known ? Math.clamp(Math.round(rating), 1, 100) : -1;
    }

    /// Gamma-gamma with p = 6.25, q = 3.74 (the published fit of the CDNOW sample) and our own level.
    private static double meanOrder(boolean organisation, double scale, Draws draws) {
        double rate = draws.gamma(3.74, 1 / 2.74);
        return (organisation ? 360_000 * scale : 30_000) / rate;
    }
}
