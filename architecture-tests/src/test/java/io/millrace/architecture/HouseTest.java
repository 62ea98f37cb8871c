package io.millrace.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.millrace.architecture.House.TextFile;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the house to its rules. */
class HouseTest {

    private static House house;
    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        house = House.read();
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.millrace");
    }

    /** Otherwise a module that this one forgot to depend on would be held to nothing. */
    @Test
    void everyPackageOfTheSourcesIsLookedAt() {
        Set<String> ofSources = house.files().stream()
                .filter(TextFile::isMainJava)
                .map(TextFile::packageName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> lookedAt =
                classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(ofSources).contains("io.millrace.dataflow", "io.millrace.control");
        assertThat(lookedAt)
                .as("packages seen by the rules; add a missing module to architecture-tests/pom.xml")
                .containsAll(ofSources);
    }

    @Test
    void modulesUseEachOtherAlongTheArrowsAndLibrariesStayAtHome() {
        Offence.expectNone(new ArrowRule(house).check(classes));
    }

    @Test
    void controlCodeTouchesTheWorldThroughItsTurn() {
        Offence.expectNone(new DeterminismRule(house).check(classes));
    }

    @Test
    void packagesSayWhatTheyAreFor() {
        Offence.expectNone(new PackageRule().check(house));
    }

    @Test
    void sourceFilesAreShortOrShrink() {
        List<String> ratchet = house.files().stream()
                .filter(file -> file.path().equals(LengthRule.RATCHET))
                .findFirst()
                .orElseThrow()
                .lines();

        Offence.expectNone(new LengthRule().check(house, ratchet));
    }

    @ParameterizedTest
    @EnumSource
    void noLineSays(WordRule rule) {
        Offence.expectNone(rule.check(house));
    }
}
