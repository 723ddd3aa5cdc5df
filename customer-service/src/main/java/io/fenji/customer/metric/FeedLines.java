package io.fenji.customer.metric;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fenji.kit.sql.CopyRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes lines of the feed, from PostgreSQL's bytes straight to those of JSON: a snapshot has as many lines
/// as there are customers, and a line some eighty numbers, which are JSON as they stand.
final class FeedLines {
    /// A row's columns: number, customer, vector, own metrics, when it changed, keys and custom fields as JSON, why the
    /// customer is gone, what it is part of now, the date then, and the attributes.
    static final String COLUMNS = """
            m.feed_no, m.customer_id, m.vector, m.own, to_char(m.computed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            (select string_agg('{"source":' || to_json(k.source)::text || ',"key":' || to_json(k.key)::text || '}', ','
                               order by k.source, k.key)
             from customer_keys k where k.customer_id = m.customer_id),
            case when c.custom <> '{}' then (
              select string_agg(to_json('custom.' || v.key)::text || ':' || to_json(v.value)::text, ',' order by v.key)
              from jsonb_each_text(c.custom) v join custom_fields d on d.key = v.key and d.analytic) end,
            case when s.customer_id is not null then 'RESTRICTED' else m.reason end, m.merged_into, m.business_date,
            c.kind, c.country, c.province, c.city, c.industry, c.size, c.channel, c.registered_on, c.account_manager,
            c.risk_appetite""";

    static final int FEED_NO = 0;
    private static final int CUSTOMER = 1;
    private static final int VECTOR = 2;
    private static final int OWN = 3;
    private static final int COMPUTED_AT = 4;
    private static final int KEYS = 5;
    private static final int CUSTOM = 6;
    private static final int REASON = 7;
    private static final int MERGED_INTO = 8;
    private static final int GONE_ON = 9;
    private static final int FIRST_ATTRIBUTE = 10;
    private static final List<byte[]> ATTRIBUTES = names(List.of(
            "kind",
            "country",
            "province",
            "city",
            "industry",
            "size",
            "channel",
            "registeredOn",
            "accountManager",
            "riskAppetite"));
    static final int COLUMN_COUNT = FIRST_ATTRIBUTE + ATTRIBUTES.size();
    private static final List<byte[]> METRICS = names(MetricCatalogue.KEYS);
    private static final boolean[] DAILY = new boolean[MetricCatalogue.KEYS.size()];

    static {
        MetricCatalogue.DAILY.forEach(position -> DAILY[position] = true);
    }

    private final MetricState state;
    private final List<byte[]> ownMetrics;
    private final boolean[] ownDaily;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
    private boolean first;
    private byte[] computedAtRow = new byte[0];
    private byte[] computedAt = new byte[0];

    FeedLines(MetricState state) {
        this.state = state;
        this.ownMetrics = names(state.ownKeys());
        this.ownDaily = new boolean[ownMetrics.size()];
        for (int slot = 0; slot < ownDaily.length; slot++) {
            ownDaily[slot] = state.ownDaily().get(slot);
        }
    }

    /// The row as JSON; valid until the next one.
    ByteArrayOutputStream of(CopyRow row) {
        line.reset();
        text("{\"customerId\":\"");
        row.writeTo(line, CUSTOMER);
        if (row.isNull(REASON)) {
            there(row);
        } else {
            gone(row);
        }
        text(",\"computedAt\":\"");
        moment(row);
        text("\"}");
        return line;
    }

    /// Of the last line, in bytes.
    int length() {
        return line.size();
    }

    private void there(CopyRow row) {
        text("\",\"deleted\":false,\"keys\":[");
        if (!row.isNull(KEYS)) {
            row.writeTo(line, KEYS);
        }
        text("],\"attributes\":{");
        first = true;
        for (int i = 0; i < ATTRIBUTES.size(); i++) {
            if (!row.isNull(FIRST_ATTRIBUTE + i)) {
                name(ATTRIBUTES.get(i));
                string(row, FIRST_ATTRIBUTE + i);
            }
        }
        if (!row.isNull(CUSTOM)) {
            text(first ? "" : ",");
            row.writeTo(line, CUSTOM);
        }
        text("},\"metrics\":{");
        first = true;
        numbers(row, VECTOR, METRICS, DAILY);
        numbers(row, OWN, ownMetrics, ownDaily);
        text("},\"businessDate\":\"");
        text(state.businessDate().toString());
        text("\"");
    }

    private void gone(CopyRow row) {
        text("\",\"deleted\":true,\"reason\":\"");
        row.writeTo(line, REASON);
        if (!row.isNull(MERGED_INTO)) {
            text("\",\"mergedInto\":\"");
            row.writeTo(line, MERGED_INTO);
        }
        text("\",\"keys\":[],\"businessDate\":\"");
        row.writeTo(line, GONE_ON);
        text("\"");
    }

    /// The numbers of an array (`{12.5,NULL,3}`) that are there and have a name.
    private void numbers(CopyRow row, int column, List<byte[]> names, boolean[] daily) {
        byte[] bytes = row.bytes();
        int last = row.end(column) - 1;
        int position = 0;
        for (int from = row.start(column) + 1; from < last && position < names.size(); position++) {
            int to = from;
            while (to < last && bytes[to] != ',') {
                to++;
            }
            byte[] name = names.get(position);
            if (bytes[from] != 'N' && name.length > 0) {
                name(name);
                if (daily[position]) {
                    text(Long.toString(state.businessDate().toEpochDay() - row.number(from, to)));
                } else {
                    line.write(bytes, from, to - from);
                }
            }
            from = to + 1;
        }
    }

    private void string(CopyRow row, int column) {
        line.write('"');
        byte[] bytes = row.bytes();
        boolean plain = true;
        for (int i = row.start(column); plain && i < row.end(column); i++) {
            plain = bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] < 0 || bytes[i] >= ' ');
        }
        if (plain) {
            line.write(bytes, row.start(column), row.end(column) - row.start(column));
        } else {
            line.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(Objects.requireNonNull(row.text(column))));
        }
        line.write('"');
    }

    /// Without the zeros at its end; most often that of the row before.
    private void moment(CopyRow row) {
        int from = row.start(COMPUTED_AT);
        int to = row.end(COMPUTED_AT);
        if (!Arrays.equals(row.bytes(), from, to, computedAtRow, 0, computedAtRow.length)) {
            computedAtRow = Arrays.copyOfRange(row.bytes(), from, to);
            Instant moment = Instant.parse(new String(computedAtRow, StandardCharsets.US_ASCII));
            computedAt = moment.toString().getBytes(StandardCharsets.US_ASCII);
        }
        line.writeBytes(computedAt);
    }

    private void name(byte[] name) {
        if (!first) {
            line.write(',');
        }
        first = false;
        line.writeBytes(name);
    }

    private void text(String text) {
        line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Names as they stand before a value; empty for none.
    private static List<byte[]> names(List<? extends @Nullable String> keys) {
        List<byte[]> names = new ArrayList<>();
        for (@Nullable String key : keys) {
            String quoted = key == null
                    ? ""
                    : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(key)) + "\":";
            names.add(quoted.getBytes(StandardCharsets.UTF_8));
        }
        return names;
    }
}
