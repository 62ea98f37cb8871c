package io.millrace.types.key;

import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.TypeInformation;
import java.util.Arrays;

/**
 * The prefix of values that have a {@link PrefixCode}. Layout: one byte for nulls unless they are refused (0 or 1, the null
 * on its side, the rest of a null zero), then the first bytes of the code, each inverted if the order is descending.
 *
 * <p>Codes are found again in the process that a prefix comes to.
 */
final class CodedPrefix<T> implements KeyPrefix<T> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> type;
    private final boolean descending;
    private final Nulls nulls;
    private final int bytesMax;

    private final transient PrefixCode code;
    private final transient int codeBytes;

    private CodedPrefix(
            TypeInformation<T> type, boolean descending, Nulls nulls, int bytesMax, PrefixCode code, int codeBytes) {
        this.type = type;
        this.descending = descending;
        this.nulls = nulls;
        this.bytesMax = bytesMax;
        this.code = code;
        this.codeBytes = codeBytes;
    }

    static <T> KeyPrefix<T> of(TypeInformation<T> type, boolean descending, Nulls nulls, int bytesMax) {
        PrefixCode code = PrefixCodes.of(type);
        if (code == null || bytesMax < 1) {
            return KeyPrefix.none();
        }
        int forNulls = nulls == Nulls.REFUSED ? 0 : 1;
        return new CodedPrefix<>(type, descending, nulls, bytesMax, code, Math.min(code.length(), bytesMax - forNulls));
    }

    @Override
    public int length() {
        return nulls == Nulls.REFUSED ? codeBytes : codeBytes + 1;
    }

    @Override
    public boolean decides() {
        return code.decides() && codeBytes == code.length();
    }

    @Override
    @SuppressWarnings("ConstantValue") // records of some types may be null
    public void put(T record, byte[] target, int offset) {
        int start = offset;
        if (nulls != Nulls.REFUSED) {
            boolean first = nulls == Nulls.FIRST;
            target[start++] = (byte) ((record == null) == first ? 0 : 1);
            if (record == null) {
                Arrays.fill(target, start, start + codeBytes, (byte) 0);
                return;
            }
        } else if (record == null) {
            throw new NullFieldException("A key to sort by is null: expected=a " + type + ", actual=null.");
        }
        code.put(record, target, start, codeBytes);
        if (descending) {
            for (int i = start; i < start + codeBytes; i++) {
                target[i] = (byte) ~target[i];
            }
        }
    }

    private Object readResolve() {
        return of(type, descending, nulls, bytesMax);
    }
}
