package io.millrace.types.serial;

import java.net.URI;
import java.time.Duration;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Classes of the Java platform, without a type of their own here, whose objects never change and so are shared. */
final class ImmutableClasses {

    private static final Set<Class<?>> CLASSES = Set.of(
            Class.class,
            Currency.class,
            Duration.class,
            Locale.class,
            Month.class,
            OffsetDateTime.class,
            OffsetTime.class,
            OptionalDouble.class,
            OptionalInt.class,
            OptionalLong.class,
            Period.class,
            URI.class,
            UUID.class,
            Year.class,
            YearMonth.class,
            ZoneOffset.class,
            ZonedDateTime.class);

    private ImmutableClasses() {}

    static boolean contains(Class<?> type) {
        return CLASSES.contains(type) || ZoneId.class.isAssignableFrom(type);
    }
}
