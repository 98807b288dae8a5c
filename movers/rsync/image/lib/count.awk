# Counts what rsync did. In: lines "%i %l" of --out-format and the last lines of --info=stats1 with --no-h. Out:
# "files bytes other deleted sent received size left", the last being device files that were left out, now and then and at the end.
function tell() {
  printf "%d %.0f %d %d %.0f %.0f %.0f %d\n", files, bytes, other, deleted, sent, received, size, left
  fflush()
}
/^[<>]f/ { files++; bytes += $2 }
/^[c.h<>][dLDSfn]/ && !/^[<>]f/ { other++ }
/^\*deleting/ { deleted++ }
/^sent [0-9]+ bytes/ { sent = $2; received = $5 }
/^skipping non-regular file/ { left++ }
/^total size is/ { size = $4 }
NR % 500 == 0 { tell() }
END { tell() }
