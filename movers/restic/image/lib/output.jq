# Lines of restic's standard output → "progress …", "log …" and results (see results.sh).
include "format";
include "summary";

def progress:
  "progress [\(.seconds_elapsed // 0 | clock)] \(.percent_done * 100 | floor)%  "
  + "\(.files_done // .files_restored // 0) of \(.total_files // 0) files, "
  + "\(.bytes_done // .bytes_restored // 0 | size) of \(.total_bytes // 0 | size)"
  + if (.error_count // 0) > 0 then ", \(.error_count) errors" else "" end;

. as $line
| (try fromjson catch null)
| if type != "object" then
    if $line == "" then empty elif $line | test("^\\[[0-9:]+\\]") then "progress \($line)" else "log \($line)" end
  elif .message_type == "status" then progress
  elif .message_type == "initialized" then "log created restic repository \(.id[0:10]) at \(.repository)"
  elif .message_type != "summary" then empty
  elif has("snapshot_id") then backup_summary
  elif has("num_errors") then check_summary
  else restore_summary end
