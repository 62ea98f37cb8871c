#!/usr/bin/env bash
# Writes anew which classes lie in the archive that the JVMs of containers map: those that containers load in faults.sh.
set -euo pipefail

usage() {
    cat << 'EOF'
Usage: testing/class-list.sh

Runs a stream, a batch job and a loop on a mini-Hadoop, kills ApplicationMasters and TaskManagers (testing/faults.sh), lists the
classes that the containers loaded, and writes the list to scripts/src/classes/containers.classlist. To be called when containers
load many classes that are not in the list, as after a change of a library; a class that is missing there is loaded from its jar.
Needs the build (mvn package), but not Maven.
EOF
}

case ${1:-} in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) echo "class-list: unknown argument '$1'." >&2; usage >&2; exit 2 ;;
esac

root=$(cd "$(dirname "$0")/.." && pwd -P)
list=$root/scripts/src/classes/containers.classlist
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT

"$root/testing/faults.sh" --jobs stream,batch,loop --victims taskmanager,am --kills 6 --numbers 400000 --seed 1 \
    -D yarn.class-archive=false -D "env.java.opts.all=-XX:TieredStopAtLevel=1 -XX:DumpLoadedClassList=$lists/%p"

# Sorted, so that two lists can be compared. What a process that was killed has not written whole is not taken: each line comes twice
# at least, from the next process of its kind. Proxies and programs' classes cannot be in an archive.
cat "$lists"/* | sed 's/ id: .*//' | LC_ALL=C sort | uniq -d \
    | grep -v -e '^#' -e '^@' -e '^jdk/proxy' -e '/\$Proxy' -e '^com/sun/proxy' -e '^io/millrace/benchmarks' \
        -e ' source: ' > "$lists/classes"
cat "$lists"/* | grep '^@' | LC_ALL=C sort | uniq -d | grep -v 'io/millrace/benchmarks' > "$lists/lambdas"
cat "$lists/classes" "$lists/lambdas" > "$list"
echo "$(wc -l < "$list") lines in $list"
