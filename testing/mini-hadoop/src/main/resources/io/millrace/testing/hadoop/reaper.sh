#!/bin/sh
# Runs beside a mini-Hadoop, see Reaper: waits for its end, kills its containers, deletes its directory.
# $1: the directory; $2: whether to keep or to delete it
base=$1
files=$2
trap '' HUP INT TERM

# Nobody writes to this pipe; it ends with the process that holds its other end.
while read -r _; do :; done

# A container that was just being started appears a moment later, so twice nothing in a row counts.
quiet=0
rounds=0
while [ "$quiet" -lt 2 ] && [ "$rounds" -lt 100 ]; do
    quiet=$((quiet + 1))
    rounds=$((rounds + 1))
    for process in /proc/[0-9]*; do
        case $(readlink "$process/cwd" 2> /dev/null) in
            "$base"/*)
                kill -9 "${process#/proc/}"
                quiet=0
                ;;
        esac
    done
    sleep 0.1
done

[ "$files" = keep ] || rm -rf "$base"
