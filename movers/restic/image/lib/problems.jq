# Lines of restic's standard error → "log …" (files that failed) and "complaint …" (any other
# trouble) for people and, at the end, results:
#   said         restic's last word, not logged here (it may not be the last try), and, where that
#                adds something, its first complaint
#   complained   its first complaint
#   unreadable   the files that failed, for the report
#   warning      the same for people

def shown: 100; # failures printed one by one
def listed: 40; # failures kept for the report

# restic names folders as they were given (relative), files in full.
def path_of: .item // empty | if startswith("/") then . else "\($ENV.DATA_DIR)/\(.)" end;

def problem:
  if .item then "\(.item | tojson): \(.error.message // .message // "" | rtrimstr("\n"))"
  else (.error.message? // .message // "") end;

# Some errors end with the stack of the program: pairs of a function and, after a tab, a place.
def without_stack: sub("(\n[^\n]+\n\t[^\n]+:[0-9]+)+\\s*$"; "");

def one_line: gsub("\n+"; " ") | rtrimstr(" ");

def results:
  (.exit_error // "") as $last
  | (.items[0] // .text[0] // "") as $first
  | ([$last, $first | select(. != "")]
     | if length == 2 and ($last | contains($first | split(": ") | last)) then .[0:1] else . end) as $said
  | "said \($said | map(one_line) | join("; "))",
    "complained \($first | one_line | sub("^\\w+\\([^)]*\\) returned error, retrying after [^:]*: "; ""))",
    "unreadable \({unreadable: .paths, unreadableCount: .errors} | tojson)",
    "warning could not be read and is not in the snapshot: \(.errors) files or folders"
    + (.paths[:3] | map(.[:200] | tojson) | join(", ") | if . == "" then . else ", such as \(.)" end);

foreach ((inputs | gsub("\r"; "")), null) as $line (
  {errors: 0, items: [], paths: [], text: [], say: []};
  .say = []
  | ($line | try fromjson catch null) as $record
  | if $line == null then .
    elif ($record | type) != "object" then .text = (.text + [$line])[0:10] | .say = [$line]
    elif $record.message_type == "exit_error" then
      .exit_error = ($record.message | without_stack | rtrimstr("\n"))
    elif $record.message_type == "error" and $record.during == "scan" then . # comes again when it is saved
    elif $record.message_type == "error" then
      .errors += 1
      | if .errors <= listed then
          .items += [$record | problem] | .paths += [$record | path_of]
        else . end
      | if .errors <= shown then .say = ["error: " + ($record | problem)]
        elif .errors == shown + 1 then .say = ["error: further errors are counted, not shown"]
        else . end
    else . end;
  if $line == null then results
  else .say[] | select(. != "") | gsub("\n"; " ") | (if startswith("error: ") then "log" else "complaint" end) + " \(.)" end
)
