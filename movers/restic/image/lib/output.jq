# Lines of restic's standard output → "log …", "progress …" (for people) and "keep …" (records).

def padded($n): tostring | if length < $n then ("0" * ($n - length)) + . else . end;

def clock:
  floor | (. / 3600 | floor) as $h | (. % 3600 / 60 | floor) as $m | (. % 60) as $s
  | if $h > 0 then "\($h):\($m | padded(2)):\($s | padded(2))" else "\($m):\($s | padded(2))" end;

def size:
  def fixed($unit; $name): (. / $unit * 1000 | round) as $t
    | "\($t / 1000 | floor).\($t % 1000 | padded(3)) \($name)";
  if . >= 1099511627776 then fixed(1099511627776; "TiB")
  elif . >= 1073741824 then fixed(1073741824; "GiB")
  elif . >= 1048576 then fixed(1048576; "MiB")
  elif . >= 1024 then fixed(1024; "KiB")
  else "\(.) B" end;

def parts($what): "\(.new) new, \(.changed) changed, \(.unmodified) unmodified" | "\($what) \(.)";

def progress:
  "progress [\(.seconds_elapsed // 0 | clock)] \(.percent_done * 100 | floor)%  "
  + "\(.files_done // .files_restored // 0) of \(.total_files // 0) files, "
  + "\(.bytes_done // .bytes_restored // 0 | size) of \(.total_bytes // 0 | size)"
  + if (.error_count // 0) > 0 then ", \(.error_count) errors" else "" end;

def backup_summary:
  "log " + ({new: .files_new, changed: .files_changed, unmodified: .files_unmodified} | parts("Files:")),
  "log " + ({new: .dirs_new, changed: .dirs_changed, unmodified: .dirs_unmodified} | parts("Dirs: ")),
  "log Added to the repository: \(.data_added | size) (\(.data_added_packed // .data_added | size) stored)",
  "log processed \(.total_files_processed) files, \(.total_bytes_processed | size) in \(.total_duration | clock)",
  "log snapshot \(.snapshot_id[0:8]) saved";

def restore_summary:
  "log Summary: Restored \(.files_restored // 0) of \(.total_files // 0) files/dirs "
  + "(\(.bytes_restored // 0 | size) of \(.total_bytes // 0 | size)) in \(.seconds_elapsed // 0 | clock)"
  + if .files_skipped then ", skipped \(.files_skipped) unchanged" else "" end
  + if .files_deleted then ", deleted \(.files_deleted)" else "" end;

def check_summary:
  if .num_errors == 0 then "log no errors were found" else "log repository contains errors: \(.num_errors)" end;

. as $line
| (try fromjson catch null) as $record
| if ($record | type) != "object" then (if $line == "" then empty elif $line | test("^\\[[0-9:]+\\]") then "progress \($line)" else "log \($line)" end)
  else $record
    | if .message_type == "status" then progress
      elif .message_type == "verbose_status" then empty
      else
        "keep \(tojson)",
        if .message_type == "initialized" then "log created restic repository \(.id[0:10]) at \(.repository)"
        elif .message_type != "summary" then empty
        elif has("snapshot_id") then backup_summary
        elif has("num_errors") then check_summary
        else restore_summary end
      end
  end
