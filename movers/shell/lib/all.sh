# shellcheck shell=bash
# Everything that movers share; a mover's entry.sh sources this file and calls run_mover. shellcheck looks for
# files from the folder of the entry.sh.

# shellcheck source=../../shell/lib/log.sh
source "$image_dir/shell/log.sh"
# shellcheck source=../../shell/lib/report.sh
source "$image_dir/shell/report.sh"
# shellcheck source=../../shell/lib/programs.sh
source "$image_dir/shell/programs.sh"
# shellcheck source=../../shell/lib/settings.sh
source "$image_dir/shell/settings.sh"
# shellcheck source=../../shell/lib/signals.sh
source "$image_dir/shell/signals.sh"
# shellcheck source=../../shell/lib/stop_point.sh
source "$image_dir/shell/stop_point.sh"
# shellcheck source=../../shell/lib/results.sh
source "$image_dir/shell/results.sh"
# shellcheck source=../../shell/lib/debug.sh
source "$image_dir/shell/debug.sh"
# shellcheck source=../../shell/lib/run.sh
source "$image_dir/shell/run.sh"
