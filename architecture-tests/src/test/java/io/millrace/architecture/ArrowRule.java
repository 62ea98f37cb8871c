package io.millrace.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.SourceCodeLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Modules use each other only along the arrows, and each outside library only in its home. */
final class ArrowRule {

    private final House house;

    ArrowRule(House house) {
        this.house = house;
    }

    List<Offence> check(Iterable<JavaClass> classes) {
        List<Offence> offences = new ArrayList<>();
        for (JavaClass from : classes) {
            if (Arrows.moduleOf(from.getPackageName()).isEmpty()) {
                offences.add(new Offence(
                        house.sourceOf(from.getPackageName(), from.getSimpleName() + ".java") + ":1",
                        "Every package lies under the root package of one module.",
                        from.getName() + " is of no module in the table",
                        "Move it under a module's root package, or add the module to Arrows."));
                continue;
            }
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                check(dependency).ifPresent(offences::add);
            }
        }
        return offences;
    }

    private Optional<Offence> check(Dependency dependency) {
        String fromPackage = dependency.getOriginClass().getPackageName();
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        return Arrows.isAtOrBelow(to.getName(), "io.millrace")
                ? checkArrow(dependency, fromPackage, to)
                : checkLibrary(dependency, fromPackage, to);
    }

    private Optional<Offence> checkArrow(Dependency dependency, String fromPackage, JavaClass to) {
        String from = Arrows.moduleOf(fromPackage).orElseThrow();
        Optional<String> module = Arrows.moduleOf(to.getPackageName());
        if (module.isEmpty() || Arrows.mayUse(from, module.get())) {
            return Optional.empty(); // a target of no module is reported once, as a class
        }
        return Optional.of(new Offence(
                place(dependency),
                "The module " + from + " may use " + Arrows.MAY_USE.get(from) + " and nothing else of ours.",
                dependency.getOriginClass().getName() + " uses " + to.getName() + " of " + module.get(),
                "Put the code where both arrows are allowed, or declare a small interface in a module that " + from
                        + " may use and implement it in " + module.get() + "."));
    }

    private Optional<Offence> checkLibrary(Dependency dependency, String fromPackage, JavaClass to) {
        return Arrows.libraryOf(to.getName())
                .filter(library -> !library.mayBeSeenBy(fromPackage))
                .map(library -> new Offence(
                        place(dependency),
                        library.name() + " is seen only by " + library.homes() + ".",
                        dependency.getOriginClass().getName() + " uses " + to.getName(),
                        "Move the code into a home of " + library.name() + ", behind an interface of ours."));
    }

    private String place(Dependency dependency) {
        return place(house, dependency.getOriginClass(), dependency.getSourceCodeLocation());
    }

    static String place(House house, JavaClass origin, SourceCodeLocation location) {
        String file =
                origin.getSource().flatMap(source -> source.getFileName()).orElse(origin.getSimpleName() + ".java");
        return house.sourceOf(origin.getPackageName(), file) + ":" + Math.max(1, location.getLineNumber());
    }
}
