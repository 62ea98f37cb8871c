#!/bin/sh
# Makes the data sets of this folder again, on Debian or a system derived from it. README.md says what they are.
#
#   ./make.sh [folder]      writes there; without a folder, beside this script
#
# Needs apt's package lists (apt-get update) and the command `bible` (apt-get install bible-kjv). The Bible comes out the
# same byte for byte wherever it is made. The package graph is that of the release in SUITE, as the lists give it that day.
set -eu
LC_ALL=C
export LC_ALL

suite=${SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
out=${1:-$(dirname "$0")}
mkdir -p "$out"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    echo "make.sh: $1" >&2
    exit 1
}

command -v bible > /dev/null || fail "the command 'bible' is missing; install it: apt-get install bible-kjv"

# The Bible: -f turns the pretty-printing off, which leaves one verse a line behind its reference.
bible -f 'Gen1:1-Rev22:21' | awk '{ print NR "\t" $0 }' > "$scratch/bible.txt"
[ "$(wc -l < "$scratch/bible.txt")" -eq 31102 ] || fail "bible printed other than 31102 verses"

# The package lists: only the release itself, not its updates, so that a point release always gives the same graph.
lists=$(apt-get indextargets --format '$(FILENAME)' 'Created-By: Packages' "Codename: $suite" 'Component: main')
[ -n "$lists" ] || fail "no package list of '$suite'; run apt-get update, or name another release: SUITE=name $0"
# shellcheck disable=SC2086  # one name a line, and apt's file names hold no blanks
/usr/lib/apt/apt-helper cat-file $lists > "$scratch/Packages"

# One line per package, "name<TAB>names it wants": versions, architectures and alternatives' bars are taken off.
awk '
    function flush() { if (name != "") print name "\t" wants; name = ""; wants = "" }
    /^Package: /                         { flush(); name = $2; next }
    /^(Pre-Depends|Depends|Recommends): / {
        sub(/^[^ ]+ /, "")
        gsub(/\([^)]*\)/, "")
        gsub(/:[a-z0-9-]+/, "")
        gsub(/[,|]/, " ")
        wants = wants " " $0
    }
    END { flush() }
' "$scratch/Packages" > "$scratch/wants"

# Nodes: the packages in the order of their names, numbered from 1.
cut -f1 "$scratch/wants" | sort -u | awk '{ print NR "\t" $0 }' > "$scratch/nodes.tsv"

# Edges: once per pair, and only to packages that exist; a purely virtual name is nobody's node.
awk '
    NR == FNR { id[$2] = $1; next }
    { for (i = 2; i <= NF; i++) if ($i in id) print id[$1] "\t" id[$i] }
' "$scratch/nodes.tsv" "$scratch/wants" | sort -u -k1,1n -k2,2n > "$scratch/edges.tsv"

# -n leaves name and time out of the archive: equal contents, equal bytes.
gzip -9nc "$scratch/bible.txt" > "$out/bible.txt.gz"
gzip -9nc "$scratch/nodes.tsv" > "$out/package-nodes.tsv.gz"
gzip -9nc "$scratch/edges.tsv" > "$out/package-edges.tsv.gz"

wc -l "$scratch/bible.txt" "$scratch/nodes.tsv" "$scratch/edges.tsv" | sed "s|$scratch/||"
cd "$out" && sha256sum bible.txt.gz package-nodes.tsv.gz package-edges.tsv.gz
