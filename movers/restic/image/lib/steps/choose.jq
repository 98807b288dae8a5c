# From a list of snapshots to results about the one to restore: newest first by exact time, then by
# id; those after $as_of are left out, then $previous are skipped.

# RFC 3339 → [seconds, nanoseconds] in UTC
def instant:
  ascii_upcase
  | capture("^(?<day>[0-9-]{10})T(?<time>[0-9:]{8})(\\.(?<fraction>[0-9]+))?(Z|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))$")
  | ("\(.day)T\(.time)Z" | strptime("%Y-%m-%dT%H:%M:%SZ") | mktime) as $local
  | (if .sign then ((.hours | tonumber) * 3600 + (.minutes | tonumber) * 60) * (if .sign == "-" then -1 else 1 end) else 0 end) as $offset
  | [$local - $offset, (((.fraction // "") + "000000000")[0:9] | tonumber)];

[inputs | .[]? | {id, time, at: (.time | instant)}]
| sort_by(.at, .id) | reverse
| length as $all
| (if $as_of == "" then . else ($as_of | instant) as $limit | map(select(.at <= $limit)) end)
| length as $eligible
| if $eligible > $previous then .[$previous]
    | "snapshot \(.id)", "time \(.time)",
      (select($as_of == "" and .at[0] > now + 3600)
        | "warning the snapshot that was restored is of \(.time), which is yet to come: a clock was wrong, and a later snapshot may bear an earlier time; choose one with restoreAsOf"), "restored \({snapshot: .id, snapshotTime: .time} | tojson)"
  else "none no eligible snapshot of host \($ENV.RESTIC_HOST) and path \($ENV.DATA_DIR): \($all) in the repository"
    + (if $as_of == "" then "" else ", \($eligible) of them not after \($as_of)" end)
    + (if $previous == 0 then "" else ", \($previous) to be skipped" end) end
