# shellcheck shell=bash disable=SC2034,SC2154 # variables of the world

# What pairs with VolSync's keep: no extended attributes.
plain_tree() {
  need_root
  a_tree
  setfattr -x user.color "$top/source/data/folder/one"
}

# but_for_links FOLDER: VolSync's destination makes its links anew, so they and their folders have its times.
but_for_links() { details "$1" | sed -E 's/^((link|dir) [^ ]+ [^ ]+ [^ ]+) [0-9.]+/\1/'; }

test_links_are_restored_in_closed_folders_and_beside_those_of_others() {
  need_root
  chmod 711 "$top"
  mkdir -p "$top/links/closed" "$top/links/lost+found"
  chmod 700 "$top/links/lost+found"
  ln -s /rsyncd-munged/there "$top/links/closed/link"
  chmod 555 "$top/links/closed"
  chown -hR 65534:65534 "$top/links/closed" && chown 65534 "$top/links"
  expect_equal "$(setpriv --reuid 65534 --regid 65534 --clear-groups /usr/bin/python3 -IS - "$top/links" <"$image/lib/links.py")" 1
  expect_equal "$(readlink "$top/links/closed/link")" there
  expect_equal "$(stat -c %a "$top/links/closed")" 555
}

test_our_source_sends_to_volsyncs_destination_by_tls() {
  plain_tree
  rm "$top/source/data"/$'odd\nname' # its list of links has lines, and its root is not touched
  volsync_tls_server
  on source mover send
  expect_exit 0
  wait "$peer_pid"
  chmod 2751 "$top/destination/data"
  touch -r "$top/source/data" "$top/destination/data"
  diff <(but_for_links "$top/source/data") <(but_for_links "$top/destination/data")
}

test_volsyncs_source_sends_to_our_destination_by_tls() {
  plain_tree
  rm -r "$top/source/data/user" "$top/source/data"/$'odd\nname' # it excludes lost+found anywhere
  on destination start receive
  listening
  volsync_tls_client
  on destination finish
  expect_exit 0
  chmod 2751 "$top/destination/data"
  touch -r "$top/source/data" "$top/destination/data"
  expect_replica
  expect_log 'sent [0-9]+ bytes'
}

# Nobody tells which links there are: the list never came.
test_links_are_restored_even_if_volsyncs_source_died_before_it_listed_them() {
  ln -s /etc/hosts "$top/source/data/link"
  ln -s x "$top/source/data/wïth -> arrow"
  touch -h -d '2020-02-02 02:02:02.123456789' "$top/source/data/link"
  on destination start receive
  listening
  die=before-links volsync_tls_client
  on destination finish
  expect_exit 0
  expect_equal "$(readlink "$top/destination/data/link")" /etc/hosts
  expect_equal "$(readlink "$top/destination/data/wïth -> arrow")" x
  expect_equal "$(stat -c %.9Y "$top/destination/data/link")" "$(stat -c %.9Y "$top/source/data/link")"
}

test_links_are_restored_by_the_next_run_if_the_destination_died_before() {
  ln -s /etc/hosts "$top/source/data/link"
  on destination start receive
  listening
  die=before-complete volsync_tls_client
  stop destination
  expect_equal "$(readlink "$top/destination/data/link")" /rsyncd-munged//etc/hosts
  on destination start receive
  listening
  volsync_tls_client
  on destination finish
  expect_exit 0
  expect_equal "$(readlink "$top/destination/data/link")" /etc/hosts
}

test_our_source_sends_to_volsyncs_destination_by_ssh() {
  by_ssh
  plain_tree
  keys rsa
  rm "$top/source/data/pipe" # its rrsync lets none through
  # Nor does it let through to look at fractions of seconds: what was made in the second of its transfer is taken for equal.
  touch -d '2024-03-03 03:03:03' "$top/source/data"
  volsync_ssh_server
  on source mover send
  expect_exit 0
  wait "$peer_pid" || true
  expect_equal "$(<"$top/destination/peer/exit_code")" 0
  expect_replica
  rm -r "$top/source/data/folder"
  touch -d '2024-04-04 04:04:04' "$top/source/data"
  rm "$top/destination/peer/exit_code"
  volsync_ssh_server
  on source mover send
  expect_exit 0
  expect_replica
}

test_volsyncs_source_sends_to_our_destination_by_ssh() {
  by_ssh
  plain_tree
  keys rsa
  rm -r "$top/source/data/lost+found"
  touch -d 2019-09-09 "$top/source/data"
  on destination start receive
  listening
  volsync_ssh_client
  on destination finish
  expect_exit 0
  expect_log 'Initiating shutdown. Exit code: 0'
  expect_replica
}

test_a_destination_ends_with_the_code_that_volsyncs_source_asks_for() {
  by_ssh
  on destination start receive
  listening
  volsync_ssh_options
  "${ssh[@]}" root@127.0.0.1 shutdown 7
  on destination finish
  expect_failure 1 Unknown
  expect_report '.message | test("code 7")'
}

# to_volsync OPTION…: a proxy with these options before VolSync's destination over TLS, to which our source connects.
to_volsync() {
  local outside
  volsync_tls_server
  outside=$port
  free_port
  python3 "$here/lib/proxy.py" "$port" "$outside" "$@" &
  started+=("$!")
  settings+=("DESTINATION_PORT=$port")
}

test_a_connection_to_volsyncs_destination_that_breaks_is_tried_again() {
  need_root
  many 20 20
  head -c 3000000 /dev/urandom >"$top/source/data/large"
  to_volsync --cut 1000000 --once
  on source mover send
  expect_exit 0
  expect_log 'Retrying in'
  wait "$peer_pid"
  expect_equal "$(sha256sum <"$top/destination/data/large")" "$(sha256sum <"$top/source/data/large")"
}

test_a_connection_that_breaks_when_volsyncs_destination_is_told_is_tried_again() {
  local control_settings="pre-xfer exec = mkdir $top/said 2>/dev/null && kill -KILL \$RSYNC_PID || true"
  need_root
  echo x >"$top/source/data/x"
  volsync_tls_server
  on source mover send
  expect_exit 0
  wait "$peer_pid"
  [[ -e $top/said ]] || complain "a connection that was broken"
  expect_equal "$(<"$top/destination/data/x")" x
}

# Its last words get lost, as when it ends under a connection that is slow.
test_volsyncs_destination_that_is_gone_before_it_confirms_was_told() {
  local daemon=$top/daemon
  need_root
  cat >"$daemon" <<SCRIPT
#!$(type -P python3)
import os, subprocess, sys
with subprocess.Popen(["rsync", *sys.argv[1:]], stdout=subprocess.PIPE) as rsync:
    while piece := os.read(rsync.stdout.fileno(), 65536):
        if os.path.exists("$top/destination/peer/control/complete"):
            rsync.kill()
            break
        os.write(1, piece)
SCRIPT
  chmod 755 "$daemon"
  echo x >"$top/source/data/x"
  volsync_tls_server
  on source mover send
  expect_exit 0
  wait "$peer_pid"
  expect_equal "$(<"$top/destination/data/x")" x
}

test_an_empty_source_does_not_empty_volsyncs_destination_unless_told() {
  need_root
  echo x >"$top/destination/data/x"
  volsync_tls_server
  on source mover send
  expect_failure 1 SourceIncomplete
  expect_report '.message | test("whenEmpty: Continue")'
  expect_equal "$(<"$top/destination/data/x")" x
  on source mover WHEN_EMPTY=Continue send
  expect_exit 0
  expect_log 'Skipping sync of empty source directory'
  expect_report '.outcome == "Warning"'
  wait "$peer_pid"
  [[ ! -e $top/destination/data/x ]] || complain "an empty destination"
}

test_what_volsyncs_destination_can_not_do_is_a_warning() {
  need_root
  ln -s /etc/hosts "$top/source/data"/$'odd\nname'
  echo x >"$top/source/data/x"
  volsync_tls_server
  on source mover send
  expect_exit 0
  expect_report '.outcome == "Warning" and (.message | test("line breaks stay broken"))'
  wait "$peer_pid"
  rm "$top/source/data"/$'odd\nname' "$top/destination/peer/control/complete"
  free_port
  settings+=("DESTINATION_PORT=$port")
  volsync_tls_server
  on source mover VERIFY=1 send
  expect_exit 0
  expect_report '.outcome == "Warning" and (.message | test("not verified"))'
  wait "$peer_pid"
}
