#!/bin/sh
# 用 GNU parallel 分份检查，再合并。在工作区里执行：sh parallel.sh [份数]
# 几台机器一起做：先写好 hosts（每行一台能用 ssh 登录的机器，: 是本机），各台有同一个工作区（同一路径）和同一版本的 gkml，
# 再执行 PARALLEL="--sshloginfile hosts --workdir $PWD --return {}.gkml-report --cleanup" sh parallel.sh 64
set -eu
total=${1:-8}
rm -f ./*.gkml-report
seq "$total" | parallel --halt now,fail=1 gkml lint --jobs 1 --shard "{}/$total" --output-file "{}.gkml-report" >&2
gkml merge-reports ./*.gkml-report
