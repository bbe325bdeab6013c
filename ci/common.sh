# What the scripts of this folder share.

# require COMMAND:PACKAGE...: installs Debian's packages of the commands that are not there, as root. Which are still lacking, it
# prints, and fails.
require() {
  local need packages=()
  for need in "$@"; do command -v "${need%%:*}" >/dev/null || packages+=("${need#*:}"); done
  if [ ${#packages[@]} != 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq >/dev/null 2>&1
    # Word by word: a command may come from more than one.
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${packages[*]} >/dev/null 2>&1
  fi
  local lacking=()
  for need in "$@"; do command -v "${need%%:*}" >/dev/null || lacking+=("${need%%:*}"); done
  [ ${#lacking[@]} = 0 ] || { echo "there is no ${lacking[*]}"; return 1; }
}

# has +TOOLCHAIN TARGET [rlib]: whether the toolchain ('' is the active one) has a std for the target: one to check with, or one to
# link.
has() {
  local libs; libs=$(rustc ${1:+"$1"} --print target-libdir --target "$2" 2>/dev/null) || return 1
  compgen -G "$libs/libstd[-.]*${3:-}" >/dev/null
}

# toolchain_for TARGET [rlib]: prints the toolchain that has its std: '' for the active one, or the one that TOOLCHAIN names.
toolchain_for() {
  if has '' "$@"; then echo
  elif [ -n "${TOOLCHAIN:-}" ] && has "+$TOOLCHAIN" "$@"; then echo "+$TOOLCHAIN"
  else echo "std not there"; return 1; fi
}
