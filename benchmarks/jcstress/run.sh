#!/usr/bin/env bash
# What threads do to each other at exchanges and workers, by jcstress. Arguments are jcstress's; its report is written to
# benchmarks/jcstress/target/results:
#
#   benchmarks/jcstress/run.sh [-m quick|default|tough] [-sc false] [-c CPUS] [-t REGEXP]
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.1.0-SNAPSHOT
if [ ! -f "benchmarks/jcstress/target/jcstress-$version.jar" ]; then
    mvn -B -q -DskipTests install -pl container-runtime/taskmanager -am >&2
    mvn -B -q -f benchmarks/jcstress/pom.xml package >&2
fi
cd benchmarks/jcstress/target
exec java -cp "jcstress-$version.jar:lib/*" org.openjdk.jcstress.Main -r results/ "$@"
