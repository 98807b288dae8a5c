package backube.scribe.e2e.embedded;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.GeneratedSecret;
import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Step;
import java.util.Optional;

/** A mover as somebody else may write it: a destination listens for a letter of its source. */
public final class MailMover implements DataMover {
  /** What runs in the sandbox. */
  static final String SCRIPT =
      """
      #!/bin/bash
      set -euo pipefail
      report() {
        printf '{"version":1,"run":"%s","outcome":"%s","message":"%s","steps":[{"name":"%s","outcome":"%s","seconds":0}]%s}' \
          "$RUN_ID" "$2" "$3" "$1" "$2" "${4:+,\\"failure\\":\\"$4\\"}" >"$REPORT_FILE"
      }
      trap 'report "$1" Failed stopped Cancelled; exit 1' TERM
      cat >/tmp/mail.py <<'CODE'
      import os, socket, sys
      token = open("/keys/token").read()
      if sys.argv[1] == "receive":
          with socket.create_server((os.environ["LISTEN_ADDRESS"], int(os.environ["LISTEN_PORT"]))) as server:
              while True:
                  peer, _ = server.accept()
                  with peer, peer.makefile("rw") as lines:
                      if lines.readline().strip() == token:
                          open("/data/letter", "w").write(lines.readline())
                          print("ok", file=lines, flush=True)
                          break
      else:
          place = (os.environ["ADDRESS"], int(os.environ["PORT"]))
          with socket.create_connection(place, 10) as peer, peer.makefile("rw") as lines:
              print(token, open("/data/letter").read().strip(), sep="\\n", file=lines, flush=True)
              sys.exit(lines.readline().strip() != "ok")
      CODE
      python3 /tmp/mail.py "$1" & child=$!
      if wait "$child"; then report "$1" Succeeded delivered; exit; fi
      report "$1" Failed "the letter was not taken" WrongCredentials
      exit 1
      """;

  record Inbox(Optional<Integer> port) {}

  record Outbox(String address, int port, String keys) {}

  record Told(Optional<String> address, Optional<Integer> port, Optional<String> keys) {}

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String image() {
    return "example.org/mail:1";
  }

  @Override
  public Optional<MoverSide<?, ?>> source() {
    return Optional.of(
        MoverSide.of(Outbox.class, Group.VOLUME)
            .requires(box -> Requirements.builder().keys(Ref.secret(box.keys()), "token").build())
            .plan(
                run ->
                    Plan.builder()
                        .step(Step.named("send"))
                        .file(Ref.secret(run.section().keys()), "token", "/keys/token")
                        .env("ADDRESS", run.section().address())
                        .env("PORT", Integer.toString(run.section().port()))
                        .build()));
  }

  @Override
  public Optional<MoverSide<?, ?>> destination() {
    return Optional.of(
        MoverSide.of(Inbox.class, Group.VOLUME, Group.ENDPOINT)
            .status(
                Told.class,
                at ->
                    at.previous()
                        .orElse(new Told(Optional.empty(), Optional.empty(), Optional.empty())))
            .announces(
                known ->
                    new Told(
                        known.address(),
                        known.port(),
                        Optional.ofNullable(known.secretNames().get("peer"))))
            .requires(
                box ->
                    Requirements.builder()
                        .generates(
                            GeneratedSecret.of("own").randomHex("token", "mail-", 32).build())
                        .generates(GeneratedSecret.of("peer").copyOf("own", "token").build())
                        .build())
            .plan(
                run ->
                    Plan.builder()
                        .step(Step.named("receive"))
                        .writesData()
                        .file(Ref.generated("own"), "token", "/keys/token")
                        .listens(new Endpoint("mail", 8025, run.section().port().orElse(25)))
                        .build()));
  }
}
