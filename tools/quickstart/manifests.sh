# shellcheck shell=bash disable=SC2034,SC2154 # quickstart sources its parts: they share variables
# The manifests: ordinary Kubernetes YAML, one file each.

# A name or path as a YAML string.
yaml() { jq -Rn --arg text "$1" '$text'; }

# write_volume NAME FOLDER: a PersistentVolume for the folder and the claim that it is bound to.
write_volume() {
  cat >"$work/manifests/volume-$1.yaml" <<END
apiVersion: v1
kind: PersistentVolume
metadata:
  name: quickstart-$1
spec:
  accessModes: [ReadWriteOnce]
  capacity: {storage: 1Gi}
  hostPath: {path: $(yaml "$2")}
  claimRef: {namespace: default, name: $1}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: $1
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
  volumeName: quickstart-$1
END
}

write_secret() {
  (umask 077 && cat >"$work/manifests/repository.yaml") <<END
apiVersion: v1
kind: Secret
metadata:
  name: repository
stringData:
  RESTIC_REPOSITORY: $(yaml "$work/repository")
  RESTIC_PASSWORD: $(head -c 24 /dev/urandom | base64)
END
}

# write_source CLAIM TRIGGER: the same source each time, so that its snapshots follow each other.
write_source() {
  cat >"$work/manifests/source.yaml" <<END
apiVersion: scribe.backube/v1alpha1
kind: ReplicationSource
metadata:
  name: folder
spec:
  sourcePVC: $1
  trigger:
    manual: $2
  restic:
    repository: repository
    copyMethod: Direct
    retain:
      last: 2
    changeDetection:
      mode: SizeAndTime
END
}

# write_destination NAME PREVIOUS: restores into the claim of that name.
write_destination() {
  cat >"$work/manifests/$1.yaml" <<END
apiVersion: scribe.backube/v1alpha1
kind: ReplicationDestination
metadata:
  name: $1
spec:
  trigger:
    manual: once
  restic:
    repository: repository
    copyMethod: Direct
    destinationPVC: $1
    previous: $2
END
}
