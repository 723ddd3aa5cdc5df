package io.fenji.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Decimals of a size that a business has: `1E20000` would be written with twenty thousand digits.
final class StorableDecimal extends StdScalarDeserializer<BigDecimal> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_DIGITS = 100;

    StorableDecimal() {
        super(BigDecimal.class);
    }

    @Override
    public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        BigDecimal number = BigDecimalDeserializer.instance.deserialize(parser, context);
        if (number != null) {
            require(number, context);
        }
        return number;
    }

    static void require(BigDecimal number, DeserializationContext context) throws IOException {
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            throw context.weirdNumberException(number.signum(), BigDecimal.class, "the number has too many digits");
        }
    }
}
