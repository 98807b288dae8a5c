# What rclone logs (JSON lines) → "say …" and "progress …" for people and, at the end, results:
#   said         why it failed
#   failed       the files that failed, for the report
#   examples     the same for people
#   sourceOnly   1: nothing else went wrong than that files of the source could not be read
#   kinds        there is a folder where a file is to be, or the other way round: "only" if nothing else went
#                wrong, else "too"
#   figures      of this call, of which there may be several
# $kind: "sync" for the call whose statistics count.
include "format";

def shown: 100; # failures printed one by one
def listed: 40; # failures kept for the report

# What happens to every symbolic link and special file: the metadata has them.
def expected: test("^Can't (follow symlink|transfer non file)|^Replacing invalid UTF-8");

# Follows from another error, which was told before.
def follows: test("^not deleting |^Attempt [0-9]+/[0-9]+ failed|^error listing|^Failed to sync with|^Can't retry");

def is_source:
  test("permission denied|no such file or directory|source file is being updated|can't copy - source|object not found")
  and (test("source|reading") or contains("open \($ENV.DATA_DIR)/") or contains("lstat \($ENV.DATA_DIR)/"));

def is_kind: test("incompatible remotes|is a directory|not a directory|file exists|is a file not a directory");

def one_line: gsub("[\\n\\t]+"; " ") | gsub("^ +| +$"; "");

def progress:
  "progress [\(.elapsedTime | clock)] \(if .totalBytes > 0 then .bytes / .totalBytes * 100 | floor else 0 end)%  "
  + "\(.transfers) of \(.totalTransfers) files, \(.bytes | size) of \(.totalBytes | size), \(.checks) checked"
  + if .errors > 0 then ", \(.errors) errors" else "" end;

# The lines that users of VolSync know: rclone's own statistics.
def statistics:
  split("\n")[] | gsub("[ \\t]+"; " ") | select(test("^(Transferred|Checks|Deleted|Elapsed time|Errors):")) | "say \(.)";

def figures:
  {filesTransferred: .transfers, bytesTransferred: .bytes, checks, filesDeleted: .deletes, errors: .errors};

def results:
  (if $kind == "sync" and .stats then
     (.statistics | statistics), "figures \(.stats | figures | tojson)"
   else empty end),
  "said \(.last // .text[0] // "" | sub("^Failed to \\w+( with \\d+ errors: last error was)?: "; "") | one_line)",
  "failed \({failed: .paths, failedCount: .errors} | tojson)",
  "examples \(.errors) files or folders" + (.items[:3] | map(.[:300]) | join("; ") | if . == "" then . else ", such as \(.)" end),
  "sourceOnly \(if .errors > 0 and .other == 0 then 1 else 0 end)",
  (if .kinds == 0 then empty else "kinds \(if .kinds == .errors then "only" else "too" end)" end);

def fresh: {errors: 0, other: 0, kinds: 0, items: [], paths: []};

foreach (inputs, null) as $line (
  fresh + {text: [], say: [], told: 0};
  .say = []
  | ($line | try fromjson catch null) as $r
  | if $line == null then .
    elif ($r | type) != "object" then ($line | one_line) as $text
      | if $text == "" then . else .text = (.text + [$text])[:10] | .say = ["say \($text)"] end
    elif $r.stats then
      if $kind == "sync" then .stats = $r.stats | .statistics = $r.msg | .say = ["\($r.stats | progress)"] else . end
    elif ($r.msg // "") == "" then .
    elif $r.msg | expected then .
    elif $r.level == "error" and ($r.msg | follows | not) then
      "\(if ($r.object // "") == "" then "" else "\($r.object | tojson): " end)\($r.msg | one_line)" as $text
      | .errors += 1 | .told += 1
      | (if $r.msg | is_kind then .kinds += 1 else . end)
      | (if $r.msg | is_source then . else .other += 1 end)
      | (if .errors <= listed then .items += [$text] | .paths += [$r.object // "" | select(. != "")] else . end)
      | (if .told <= shown then .say = ["say error: \($text)"]
         elif .told == shown + 1 then .say = ["say error: further errors are counted, not shown"]
         else . end)
    elif $r.msg | test("^Attempt [0-9]+/[0-9]+ failed") then
      ($r.msg | capture("^Attempt (?<n>[0-9]+)/(?<all>[0-9]+)")) as $attempt
      | if $attempt.n != $attempt.all then . + fresh | .say = ["say \($r.msg | one_line)"] else . end
    elif ($r.level == "critical") or ($r.msg | test("^Failed to ")) then .last = $r.msg
    elif $r.level == "error" then .text = (.text + [$r.msg | one_line])[:10]
    else .say = ["say \($r.msg | one_line)"] end;
  if $line == null then results else .say[] end
)
