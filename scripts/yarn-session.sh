#!/bin/sh
# Starts a session on YARN, to which programs are given by: millrace run -t yarn-session --session NAME ...
# Works from bin/ of the distribution and, after mvn package, from scripts/ of the checkout. -h says what there is.
#
# Environment: HADOOP_CONF_DIR or YARN_CONF_DIR says where the cluster is; besides, that of the millrace command.
set -u

# The folder of this script, also when it is called by a symbolic link.
self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done

exec "$(dirname "$self")/millrace" yarn-session "$@"
