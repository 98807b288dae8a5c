# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# A pod may run as a user that no list knows. ssh and sshd refuse such a one, and peers log in as root:
# without root's rights a wrapper shows both programs a list in which our user is called root.

account=() # what to put before ssh and sshd

name_account() {
  account=()
  ((EUID != 0)) || return 0
  printf 'root:x:%d:%d::/tmp:/bin/bash\n' "$EUID" "$(id -g)" >"$work_dir/passwd"
  printf 'root:x:%d:\n' "$(id -g)" >"$work_dir/group"
  account=(env LD_PRELOAD=libnss_wrapper.so "NSS_WRAPPER_PASSWD=$work_dir/passwd" "NSS_WRAPPER_GROUP=$work_dir/group")
}
