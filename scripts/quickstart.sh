#!/bin/sh
# Shows Millrace run: builds what is missing, counts the words of the Bible once with each API, and prints the ten most
# frequent. Needs a JDK 17 or later and Maven 3.8 or later. May be run again and from any folder; writes only below
# target/quickstart (and what Maven builds).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
input=$root/examples/data/bible.txt.gz
output=$root/target/quickstart

fail() {
    echo "quickstart: $1" >&2
    exit "${2:-1}"
}

check_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        java=$JAVA_HOME/bin/java
        [ -x "$java" ] || fail "JAVA_HOME is '$JAVA_HOME', but there is no bin/java in it. Set it to a JDK 17 or later." 2
    else
        java=$(command -v java) || fail "no java found. Install a JDK 17 or later, or set JAVA_HOME to one." 2
    fi
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
    [ "${version:-0}" -ge 17 ] || fail "$java is version ${version:-unknown}; Millrace needs a JDK 17 or later." 2
}

# The jar of the examples, or nothing; not its tests, sources or documentation.
find_jar() {
    for candidate in "$root"/examples/target/millrace-examples-*.jar; do
        case $candidate in
            *-tests.jar | *-sources.jar | *-javadoc.jar) ;;
            *) if [ -f "$candidate" ]; then echo "$candidate"; return; fi ;;
        esac
    done
}

# The distribution, or nothing.
find_distribution() {
    for candidate in "$root"/scripts/target/millrace-*/lib; do
        if [ -d "$candidate" ]; then dirname "$candidate"; return; fi
    done
}

build_what_is_missing() {
    jar=$(find_jar)
    [ -z "$jar" ] || [ -z "$(find_distribution)" ] || return 0
    command -v mvn > /dev/null || fail "no mvn found. Install Maven 3.8 or later." 2
    echo "Building Millrace; the first time takes a few minutes, most of it downloads ..."
    mvn -B -q -f "$root/pom.xml" -DskipTests package || fail "the build failed; Maven says why, above."
    jar=$(find_jar)
    [ -n "$jar" ] || fail "the build made no examples/target/millrace-examples-*.jar."
    [ -n "$(find_distribution)" ] || fail "the build made no scripts/target/millrace-*/lib."
}

# $1: the API; the program's output goes to a folder of its name
count_words() {
    echo "Counting the words of the Bible with the $2 API ..."
    "$root/scripts/millrace" run -t local -c "io.millrace.examples.$1.WordCount" "$jar" \
        --input "$input" --output "$output/$1" > "$output/$1.log" 2>&1 || {
        status=$?
        cat "$output/$1.log" >&2
        fail "the word count with the $2 API ended with exit code $status; what it said is above." "$status"
    }
}

# The lines of an output: a single file, or a folder of parts beside a mark _SUCCESS.
lines_of() {
    find "$1" -type f ! -name '_*' ! -name '.*' -exec cat {} +
}

check_java
build_what_is_missing
rm -rf "$output"
mkdir -p "$output"
count_words dataset DataSet
count_words datastream DataStream

echo
echo "The ten most frequent words:"
lines_of "$output/dataset" | LC_ALL=C sort -k2,2nr -k1,1 | head -n 10 | awk '{ printf "  %-6s %6d\n", $1, $2 }'
echo
LC_ALL=C
export LC_ALL
lines_of "$output/dataset" | sort > "$output/dataset.sorted"
lines_of "$output/datastream" | sort > "$output/datastream.sorted"
cmp -s "$output/dataset.sorted" "$output/datastream.sorted" || fail "the two APIs counted differently: compare \
$output/dataset.sorted and $output/datastream.sorted"
echo "Both APIs counted the same $(wc -l < "$output/dataset.sorted" | tr -d ' ') different words. The counts are in"
echo "  $output/dataset"
echo "  $output/datastream"
echo "The programs: examples/src/main/java/io/millrace/examples/{dataset,datastream}/WordCount.java"
