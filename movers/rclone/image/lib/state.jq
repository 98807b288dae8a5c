# The state of a remote → lines "KEY VALUE". The remote may be anybody's: what is not as we write it makes none.
def is_generation: type == "string" and test("^[A-Za-z0-9._-]{1,200}$");
def is_metadata: type == "object" and (.sha256 | type == "string" and test("^[0-9a-f]{64}$"))
  and (.generation | is_generation);

if type == "object" and .version == 1
  and (.state == "Writing" or .state == "Complete")
  and (.generation | is_generation)
  and (.since | type == "string" and test("^[0-9TZ:.+-]{1,40}$"))
  and (.state == "Writing" or (.metadata | is_metadata))
  and (.previous == null or (.previous | is_metadata))
then
  "version 1", "state \(.state)", "generation \(.generation)", "since \(.since)",
  "entries \(.counts.entries? // 0 | if type == "number" then floor else 0 end)",
  # Of what is whole, or was last.
  (if .state == "Complete" then .metadata else .previous end
   | if . then "described \(.generation)", "sha256 \(.sha256)" else empty end),
  (if .permissionsFacl == true then "permissionsFacl 1" else empty end)
else empty end
