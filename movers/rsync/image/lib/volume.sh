# shellcheck shell=bash disable=SC2034,SC2154 # entry.sh sources all of shell and lib: they share variables
# What is copied: a folder or a block device.

volume=''

# find_volume STEP: sets volume to filesystem or block.
find_volume() {
  local place=source side=Source
  [[ $1 == send ]] || place=target side=Destination
  if [[ -b $BLOCK_DEVICE || -f $BLOCK_DEVICE ]]; then
    volume=block
    check_access "$1"
    check_programs diskrsync
  elif [[ -d $DATA_DIR ]]; then
    volume=filesystem
  else
    [[ $1 == send ]] || place=target
    refuse "$place location not found"
  fi
  log "$side PVC volumeMode is $volume"
}

# check_access STEP: whether the device can be opened for what is to be done.
check_access() {
  local done=read right=-r
  [[ $1 == send ]] || done=written right=-w
  test "$right" "$BLOCK_DEVICE" ||
    refuse "$BLOCK_DEVICE can't be $done by user $EUID: let movers of this namespace be privileged, or have the runtime give devices to the users of their pods"
}

# size_of_device: sets REPLY to its size in bytes.
size_of_device() {
  REPLY=$(python3 -c 'import os, sys; print(os.lseek(os.open(sys.argv[1], os.O_RDONLY), 0, os.SEEK_END))' "$BLOCK_DEVICE")
}

# source_is_empty: whether there is nothing but what a file system makes itself.
source_is_empty() {
  [[ -z $(find "$DATA_DIR" -mindepth 1 -maxdepth 1 ! -name lost+found -printf x -quit) ]]
}
