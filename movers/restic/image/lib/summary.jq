# What restic's summaries say → lines for the log and parts of the report (see results.sh).

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

def part($name): with_entries(select(.value != null)) | select(. != {}) | "\($name) \(tojson)";

def backup_figures:
  {filesNew: .files_new, filesChanged: .files_changed, filesUnmodified: .files_unmodified,
   filesTotal: .total_files_processed, bytesTotal: .total_bytes_processed,
   bytesAdded: (.data_added_packed // .data_added)} | part("figures");

def counts($what): "log \($what) \(.new) new, \(.changed) changed, \(.unmodified) unmodified";

def backup_summary:
  ({new: .files_new, changed: .files_changed, unmodified: .files_unmodified} | counts("Files:")),
  ({new: .dirs_new, changed: .dirs_changed, unmodified: .dirs_unmodified} | counts("Dirs: ")),
  "log Added to the repository: \(.data_added | size) (\(.data_added_packed // .data_added | size) stored)",
  "log processed \(.total_files_processed) files, \(.total_bytes_processed | size) in \(.total_duration | clock)",
  "log snapshot \(.snapshot_id[0:8]) saved",
  "snapshot \(.snapshot_id)",
  ({snapshot: .snapshot_id, snapshotTime: .backup_start} | part("section")),
  backup_figures;

def restore_summary:
  "log Summary: Restored \(.files_restored // 0) of \(.total_files // 0) files/dirs "
  + "(\(.bytes_restored // 0 | size) of \(.total_bytes // 0 | size)) in \(.seconds_elapsed // 0 | clock)"
  + if .files_skipped then ", skipped \(.files_skipped) unchanged" else "" end
  + if .files_deleted then ", deleted \(.files_deleted)" else "" end,
  ({filesTotal: .total_files, bytesTotal: .total_bytes, filesRestored: (.files_restored // 0),
    bytesRestored: (.bytes_restored // 0)} | part("figures"));

def check_summary:
  if .num_errors == 0 then "log no errors were found" else "log repository contains errors: \(.num_errors)" end,
  "errors \(.num_errors)";

def parent_of_snapshot:
  if (.parent // "") == "" then "log no parent snapshot found, all files were read"
  else "log using parent snapshot \(.parent[0:8])", ({parent} | part("section")) end;
