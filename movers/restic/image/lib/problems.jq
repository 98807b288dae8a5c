# Lines of restic's standard error → "log …" (files that failed) and "complaint …" (any other
# trouble) for people and, at the end, one "problems …" record:
#   exit_error  restic's last word, not said here: it may not be the last try
#   errors  number of files (or checks) that failed
#   items       the first failures in words paths   the first paths that failed
#   text        the first lines that were no JSON

def shown: 100; # failures printed one by one
def listed: 40; # failures kept for the report

# restic names folders as they were given (relative), files in full.
def path_of: .item // empty | if startswith("/") then . else "\($folder)/\(.)" end;

def problem:
  if .item then "\(.item | tojson): \(.error.message // .message // "" | rtrimstr("\n"))"
  else (.error.message? // .message // "") end;

foreach ((inputs | gsub("\r"; "")), null) as $line (
  {errors: 0, items: [], paths: [], text: [], say: []};
  .say = []
  | ($line | try fromjson catch null) as $record
  | if $line == null then .
    elif ($record | type) != "object" then .text = (.text + [$line])[0:10] | .say = [$line]
    elif $record.message_type == "exit_error" then
      .exit_error = ($record.message | rtrimstr("\n"))
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
  if $line == null then "problems \(del(.say) | tojson)"
  else .say[] | select(. != "") | gsub("\n"; " ") | (if startswith("error: ") then "log" else "complaint" end) + " \(.)" end
)
