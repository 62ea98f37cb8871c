package io.millrace.architecture;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;

/**
 * One place where a rule is broken, told to the person who has to mend it.
 *
 * @param place {@code file:line}, the file relative to the root of the repository
 * @param rule the rule, as a sentence
 * @param found what stands there instead
 * @param remedy what to do
 */
record Offence(String place, String rule, String found, String remedy) {

    @Override
    public String toString() {
        return place + ": " + found + "\n    rule: " + rule + "\n    remedy: " + remedy;
    }

    /** Fails, naming every place, unless there is none. */
    static void expectNone(List<Offence> offences) {
        if (!offences.isEmpty()) {
            StringBuilder text = new StringBuilder(offences.size() + " places break a rule of the house:\n");
            offences.stream()
                    .map(Offence::toString)
                    .distinct()
                    .sorted()
                    .forEach(one -> text.append(one).append('\n'));
            fail(text.toString());
        }
    }
}
