# For the benchmarks that have a build of their own, to be read by their scripts from the root of the project:
# own_build NAME MODULES packages benchmarks/NAME, unless it was, with Millrace's modules, separated by commas, as its libraries.
own_build() {
    local target="benchmarks/$1/target"
    if [ ! -f "$target/$1-0.1.0-SNAPSHOT.jar" ]; then
        mvn -B -q -DskipTests install -pl "$2" -am >&2
        mvn -B -q -f "benchmarks/$1/pom.xml" package >&2
    fi
}
