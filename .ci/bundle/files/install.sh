#!/bin/sh
# Installs gkml from the wheels beside this file, without a network: sh install.sh [FOLDER]
here=$(dirname "$0")
for python in python3.12 python3.11 python3; do
  if "$python" -c "" >/dev/null 2>&1; then # a version manager has commands that do not run
    exec "$python" "$here/install.py" "$@"
  fi
done
echo "没有找到 Python。请先装 Python 3.11 或 3.12，再执行一次；说明见 readme.txt。" >&2
exit 1
