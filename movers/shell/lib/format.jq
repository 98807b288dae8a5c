# How numbers are written in logs.

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
