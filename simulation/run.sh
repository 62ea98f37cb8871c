#!/usr/bin/env bash
# Runs the simulated world for many seeds: simulation/run.sh --seeds 1000 [--from 0] [--hours 2], or --seed 42 for one; --help says all.
# Prints the faults by kind and a summary; exit 1 if anything was violated, 2 if the arguments are wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
classpath=simulation/target/classpath.txt
if [[ ! -f $classpath || -n "$(find . -path '*/src/main/*' -newer "$classpath" -print -quit)" ]]; then
    mvn -q -B -DskipTests -pl simulation -am package dependency:build-classpath \
        -Dmdep.outputFile="$PWD/$classpath" -Dmdep.includeScope=runtime >&2
    touch "$classpath"
fi
exec java -XX:+UseParallelGC -Dslf4j.internal.verbosity=ERROR -cp "simulation/target/classes:$(cat "$classpath")" \
    io.millrace.simulation.Simulation "$@"
