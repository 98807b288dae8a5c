# What restic's summaries say → lines for the log and parts of the report (see results.sh).

include "format";

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
