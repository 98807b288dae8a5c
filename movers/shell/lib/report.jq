# Makes the report from what was noted and the log's last lines (raw input), and trims it to the
# 4096 bytes of a termination message. $notable and $names: see report.sh.

def limit_bytes: 4096;

def bytes: tojson | utf8bytelength;
def cut($n): if length > $n then .[0:$n] + "…" else . end;
def fits: bytes <= limit_bytes;

def noted($kind): $notes | split("\n")[] | select(startswith($kind + " ")) | .[($kind | length) + 1:];

# NAME OUTCOME MICROSECONDS MESSAGE
def step:
  split(" ")
  | {name: .[0], outcome: .[1], seconds: (.[2] | tonumber / 1000 | floor / 1000), message: .[3:] | join(" ")}
  | if .message == "" then del(.message) else . end;

def joined($kind): [noted($kind) | fromjson? // empty] | add // {};

[inputs] as $log
| [noted("step") | step] as $steps
| ([$steps[] | select(.outcome == "Warning") | .message] | first) as $warning
| {
    version: 1,
    run: $run,
    outcome: (if $status != 0 then "Failed" elif $warning != null then "Warning" else "Succeeded" end),
    failure: (if $status != 0 then $failure else null end),
    message: ((if $status != 0 then $message else $warning // ([$steps[] | .message // empty] | last) // "" end) | cut(800)),
    at: (now | floor | todate),
    steps: [$steps[] | if .message then .message |= cut(300) else . end],
    figures: joined("figures"),
    section: (joined("section") | if .[$names] then .[$names] |= map(cut(200)) else . end),
    log: [$log[] | select($status != 0 or test($notable)) | cut(400)]
  }
| del(.failure | nulls)
| if fits then . else until(fits or (.log | length) == 0; .log |= .[1:]) end
| if fits then . else until(fits or (.section[$names] // [] | length) == 0; .section[$names] |= .[:-1]) end
| if fits then . else .steps |= map(del(.message)) end
| if fits then . else .message |= cut(200) end
