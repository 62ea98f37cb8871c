#!/usr/bin/env bash
# What threads do to each other at exchanges and workers, by jcstress. Arguments are jcstress's; its report is written to
# benchmarks/jcstress/target/results:
#
#   benchmarks/jcstress/run.sh [-m quick|default|tough] [-sc false] [-c CPUS] [-t REGEXP]
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck source=benchmarks/own-build.sh
. benchmarks/own-build.sh
own_build jcstress container-runtime/taskmanager
cd benchmarks/jcstress/target
exec java -cp "jcstress-0.1.0-SNAPSHOT.jar:lib/*" org.openjdk.jcstress.Main -r results/ "$@"
