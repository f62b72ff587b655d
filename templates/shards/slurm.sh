#!/bin/sh
# 用 Slurm 分 64 份检查。在共享盘上的工作区里执行，全部做完后合并：
#   job=$(sbatch --parsable slurm.sh)
#   sbatch --dependency="afterok:$job" --wrap 'gkml merge-reports *.gkml-report'
#SBATCH --job-name=gkml
#SBATCH --array=1-64
#SBATCH --cpus-per-task=1
#SBATCH --mem=512M
set -eu
gkml lint --jobs 1 --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --output-file "$SLURM_ARRAY_TASK_ID.gkml-report"
